/** Where a message stands. `Blocked` never reached an operator: blacklist or missing consent. */
export const MessageState = { Waiting: 0, Accepted: 1, Delivered: 2, Undelivered: 3, Cancelled: 4 } as const;
export type MessageState = (typeof MessageState)[keyof typeof MessageState];

/** The plain form a snapshot carries: columns as base64. */
export interface MessageTableData {
  length: number;
  numbers: string;
  orders: string;
  groups: string;
  states: string;
  changedAt: string;
}

/**
 * Messages as columns of typed arrays: 23 bytes each, so that a million of them take tens of megabytes.
 * A message is its row number; the rows of one order lie together.
 */
export class MessageTable {
  #numbers = new Float64Array(1024);
  #orders = new Uint32Array(1024);
  #groups = new Uint16Array(1024);
  #states = new Uint8Array(1024);
  #changedAt = new Float64Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Appends one message and returns its row. `number` is the E.164 digits, `group` the text's place in the order. */
  add(number: number, order: number, group: number, at: number): number {
    const row = this.#length;
    if (row === this.#numbers.length) this.#grow(row * 2);
    this.#numbers[row] = number;
    this.#orders[row] = order;
    this.#groups[row] = group;
    this.#changedAt[row] = at;
    this.#length = row + 1;
    return row;
  }

  number(row: number): number {
    return this.#numbers[row] ?? 0;
  }

  /** The index of the order the message belongs to. */
  order(row: number): number {
    return this.#orders[row] ?? 0;
  }

  /** Which of the order's texts the message carries. */
  group(row: number): number {
    return this.#groups[row] ?? 0;
  }

  state(row: number): MessageState {
    return toState(this.#states[row]);
  }

  changedAt(row: number): number {
    return this.#changedAt[row] ?? 0;
  }

  move(row: number, state: MessageState, at: number): void {
    this.#states[row] = state;
    this.#changedAt[row] = at;
  }

  clear(): void {
    this.#states.fill(0);
    this.#length = 0;
    if (this.#numbers.length > 65_536) this.#allocate(1024);
  }

  toData(): MessageTableData {
    const length = this.#length;
    return {
      length,
      numbers: encode(this.#numbers.subarray(0, length)),
      orders: encode(this.#orders.subarray(0, length)),
      groups: encode(this.#groups.subarray(0, length)),
      states: encode(this.#states.subarray(0, length)),
      changedAt: encode(this.#changedAt.subarray(0, length)),
    };
  }

  load(data: MessageTableData): void {
    const length = data.length;
    this.#allocate(Math.max(1024, length));
    this.#length = length;
    this.#numbers.set(new Float64Array(decode(data.numbers, length * 8)));
    this.#orders.set(new Uint32Array(decode(data.orders, length * 4)));
    this.#groups.set(new Uint16Array(decode(data.groups, length * 2)));
    this.#states.set(new Uint8Array(decode(data.states, length)));
    this.#changedAt.set(new Float64Array(decode(data.changedAt, length * 8)));
  }

  #allocate(capacity: number): void {
    this.#numbers = new Float64Array(capacity);
    this.#orders = new Uint32Array(capacity);
    this.#groups = new Uint16Array(capacity);
    this.#states = new Uint8Array(capacity);
    this.#changedAt = new Float64Array(capacity);
  }

  #grow(capacity: number): void {
    const [numbers, orders, groups] = [this.#numbers, this.#orders, this.#groups];
    const [states, changedAt] = [this.#states, this.#changedAt];
    this.#allocate(capacity);
    this.#numbers.set(numbers);
    this.#orders.set(orders);
    this.#groups.set(groups);
    this.#states.set(states);
    this.#changedAt.set(changedAt);
  }
}

function toState(value: number | undefined): MessageState {
  switch (value) {
    case 1:
    case 2:
    case 3:
    case 4:
      return value;
    default:
      return 0;
  }
}

function encode(column: Float64Array | Uint32Array | Uint16Array | Uint8Array): string {
  return Buffer.from(column.buffer, column.byteOffset, column.byteLength).toString('base64');
}

/** Decoded into an aligned buffer of its own; a wrong length means the snapshot was not written by us. */
function decode(text: string, bytes: number): ArrayBuffer {
  const buffer = Buffer.from(text, 'base64');
  if (buffer.length !== bytes)
    throw new Error("The snapshot's message columns do not fit its message count.");
  const copy = new ArrayBuffer(bytes);
  new Uint8Array(copy).set(buffer);
  return copy;
}
