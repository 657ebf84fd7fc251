/** One message of PostgreSQL's protocol 3. Source: PostgreSQL manual, "Message Formats". */
export interface Message {
  /** The type byte; empty for the messages of a start, which have none. */
  readonly type: string;
  /** The complete message as it is sent. */
  readonly bytes: Buffer;
}

/** SSLRequest and GSSENCRequest: asked before the start itself. */
const ENCRYPTION_REQUESTS: readonly number[] = [80_877_103, 80_877_104];

/** Splits one direction of a connection into messages. */
export class MessageReader {
  #rest = Buffer.alloc(0);
  #started: boolean;

  /** @param side whose messages these are: a client's begin with a start message without a type byte. */
  constructor(side: 'client' | 'server') {
    this.#started = side === 'server';
  }

  push(bytes: Buffer): Message[] {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    const messages: Message[] = [];
    for (;;) {
      const typeLength = this.#started ? 1 : 0;
      if (this.#rest.length < typeLength + 4) return messages;
      const length = typeLength + this.#rest.readInt32BE(typeLength);
      if (this.#rest.length < length) return messages;
      const message = this.#rest.subarray(0, length);
      this.#rest = this.#rest.subarray(length);
      messages.push({ type: message.toString('latin1', 0, typeLength), bytes: message });
      if (!this.#started && !isEncryptionRequest(message)) this.#started = true;
    }
  }
}

/** Whether a client asks for an encrypted connection before it starts. */
export function isEncryptionRequest(bytes: Buffer): boolean {
  return bytes.length === 8 && ENCRYPTION_REQUESTS.includes(bytes.readInt32BE(4));
}

/** The SQL of a simple Query message. */
export function readQuery({ bytes }: Message): string {
  return readText(bytes, 5).text;
}

/** The name and the SQL of a Parse message. */
export function readParse({ bytes }: Message): { name: string; sql: string } {
  const name = readText(bytes, 5);
  return { name: name.text, sql: readText(bytes, name.end).text };
}

/** The statement's name and the parameters of a Bind message; binary ones as text of their bytes. */
export function readBind({ bytes }: Message): { name: string; parameters: (string | null)[] } {
  const name = readText(bytes, readText(bytes, 5).end);
  let at = name.end + 2 + 2 * bytes.readInt16BE(name.end);
  const count = bytes.readInt16BE(at);
  at += 2;
  const parameters = Array.from({ length: count }, () => {
    const length = bytes.readInt32BE(at);
    at += 4;
    if (length < 0) return null;
    at += length;
    return bytes.toString('utf8', at - length, at);
  });
  return { name: name.text, parameters };
}

/** Returns the row count of a CommandComplete message; 0 for a command without one. */
export function readRows({ bytes }: Message): number {
  return Number(/\d+$/.exec(readText(bytes, 5).text)?.[0] ?? 0);
}

/** Whether a ReadyForQuery message says that no transaction is open. */
export function isIdle({ bytes }: Message): boolean {
  return bytes.toString('latin1', 5, 6) === 'I';
}

function readText(bytes: Buffer, from: number): { text: string; end: number } {
  const zero = bytes.indexOf(0, from);
  return { text: bytes.toString('utf8', from, zero), end: zero + 1 };
}
