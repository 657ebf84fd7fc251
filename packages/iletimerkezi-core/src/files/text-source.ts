import { FileFormatError } from './file-format-error.js';

/** Where a file's content comes from: text, bytes, or either in pieces (a stream, an async iterable). */
export type TextSource =
  | string
  | Uint8Array
  | Iterable<string | Uint8Array>
  | AsyncIterable<string | Uint8Array>
  | ReadableStream<string | Uint8Array>;

export interface TextOptions {
  /**
   * The encoding of bytes, by its name in the Encoding Standard. Default `utf-8`; older Turkish
   * spreadsheets save `windows-1254`. Text that is not in this encoding is an error, never guessed.
   */
  encoding?: string;
}

/**
 * The most that is handed on at once, in characters: what bounds the memory of everything behind it. Small
 * pieces leave little alive when the engine collects, which keeps its young generation from growing.
 */
const PIECE = 16_384;

/**
 * The text of a source in pieces, without a byte order mark. A character whose bytes are cut between two
 * pieces is put together.
 *
 * @throws {FileFormatError} `utf-16`, `wrong-encoding`, `binary`
 */
export async function* readText(source: TextSource, options: TextOptions = {}): AsyncGenerator<string> {
  const encoding = options.encoding ?? 'utf-8';
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decode = (bytes?: Uint8Array): string => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      throw new FileFormatError('wrong-encoding', { encoding });
    }
  };

  let first = true;
  for await (const chunk of chunksOf(source)) {
    if (typeof chunk !== 'string' && first && decoder.encoding === 'utf-8') refuseUtf16(chunk);
    let text = typeof chunk === 'string' ? chunk : decode(chunk);
    if (text === '') continue;
    if (first && text.startsWith('\ufeff')) text = text.slice(1);
    first = false;
    if (text.includes('\0')) throw new FileFormatError('binary');
    for (let start = 0; start < text.length; start += PIECE) yield text.slice(start, start + PIECE);
  }
  const rest = decode();
  if (rest !== '') yield rest;
}

async function* chunksOf(source: TextSource): AsyncGenerator<string | Uint8Array> {
  if (typeof source === 'string' || source instanceof Uint8Array) yield source;
  else if ('getReader' in source) yield* streamChunks(source);
  else yield* source;
}

/** Not every browser lets a stream be iterated. */
async function* streamChunks(
  stream: ReadableStream<string | Uint8Array>,
): AsyncGenerator<string | Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

function refuseUtf16(bytes: Uint8Array): void {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new FileFormatError('utf-16');
  }
}
