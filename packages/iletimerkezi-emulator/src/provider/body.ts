import type { Readable } from 'node:stream';

/** A received body: its text, or that it exceeded the limit or ended early. */
export type Body = { kind: 'text'; text: string } | { kind: 'too-large' } | { kind: 'aborted' };

/**
 * Reads a body of at most `limit` bytes. A larger one is read to its end and thrown away piece by piece, so that
 * the sender gets an answer instead of a broken connection.
 */
export function readBody(stream: Readable, limit: number): Promise<Body> {
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let size = 0;
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else chunks = [];
    });
    stream.on('end', () => {
      resolve(
        size > limit ? { kind: 'too-large' } : { kind: 'text', text: Buffer.concat(chunks).toString('utf8') },
      );
    });
    stream.on('error', () => resolve({ kind: 'aborted' }));
    stream.on('close', () => resolve({ kind: 'aborted' }));
  });
}
