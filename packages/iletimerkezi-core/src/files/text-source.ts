import { FileFormatError } from './file-format-error.js';

/** The content of a file: text, bytes, or either in chunks (a stream, an async iterable). */
export type TextSource =
  | string
  | Uint8Array
  | Iterable<string | Uint8Array>
  | AsyncIterable<string | Uint8Array>
  | ReadableStream<string | Uint8Array>;

export interface TextOptions {
  /**
   * The encoding of bytes, by its name in the Encoding Standard. Default `utf-8`; older Turkish spreadsheets save
   * `windows-1254`. Text in another encoding is an error; the encoding is not guessed.
   */
  encoding?: string;
}

/**
 * Maximum size of a chunk in characters, which bounds the memory use of all following steps. Small chunks leave little alive
 * at a garbage collection, so the young generation does not grow.
 */
const PIECE = 16_384;

/**
 * Reads the text of a source in chunks, without a byte order mark. Joins a character whose bytes are in two chunks.
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

/** Not every browser supports iterating over a stream. */
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
