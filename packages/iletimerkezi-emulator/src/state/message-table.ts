/** The state of a message. `Blocked` messages were not passed to an operator: blacklist or missing consent. */
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

/** Rows of one page. */
const PAGE_BITS = 14;
const PAGE = 2 ** PAGE_BITS;

/** Columns of some consecutive rows. */
class Page {
  readonly numbers = new Float64Array(PAGE);
  readonly orders = new Uint32Array(PAGE);
  readonly groups = new Uint16Array(PAGE);
  readonly states = new Uint8Array(PAGE);
  readonly changedAt = new Float64Array(PAGE);
}

/**
 * Messages as columns of typed arrays: 23 bytes each, so that a million of them take tens of megabytes; in pages, so
 * that no order waits while what is there is copied. A message is its row number; the rows of one order lie together.
 */
export class MessageTable {
  #pages: Page[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Appends one message and returns its row. `number` is the E.164 digits, `group` the text's place in the order. */
  add(number: number, order: number, group: number, at: number): number {
    const row = this.#length;
    let page = this.#pages[row >>> PAGE_BITS];
    if (page === undefined) this.#pages.push((page = new Page()));
    const place = row % PAGE;
    page.numbers[place] = number;
    page.orders[place] = order;
    page.groups[place] = group;
    page.changedAt[place] = at;
    this.#length = row + 1;
    return row;
  }

  number(row: number): number {
    return this.#pages[row >>> PAGE_BITS]?.numbers[row % PAGE] ?? 0;
  }

  /** The index of the order the message belongs to. */
  order(row: number): number {
    return this.#pages[row >>> PAGE_BITS]?.orders[row % PAGE] ?? 0;
  }

  /** Which of the order's texts the message carries. */
  group(row: number): number {
    return this.#pages[row >>> PAGE_BITS]?.groups[row % PAGE] ?? 0;
  }

  state(row: number): MessageState {
    return toState(this.#pages[row >>> PAGE_BITS]?.states[row % PAGE]);
  }

  changedAt(row: number): number {
    return this.#pages[row >>> PAGE_BITS]?.changedAt[row % PAGE] ?? 0;
  }

  move(row: number, state: MessageState, at: number): void {
    const page = this.#pages[row >>> PAGE_BITS];
    if (page === undefined) return;
    page.states[row % PAGE] = state;
    page.changedAt[row % PAGE] = at;
  }

  clear(): void {
    this.#pages = [];
    this.#length = 0;
  }

  toData(): MessageTableData {
    const encode = (bytes: number, column: (page: Page) => Column): string => {
      const buffer = Buffer.alloc(this.#pages.length * PAGE * bytes);
      this.#pages.forEach((page, index) => buffer.set(bytesOf(column(page)), index * PAGE * bytes));
      return buffer.toString('base64', 0, this.#length * bytes);
    };
    return {
      length: this.#length,
      numbers: encode(8, (page) => page.numbers),
      orders: encode(4, (page) => page.orders),
      groups: encode(2, (page) => page.groups),
      states: encode(1, (page) => page.states),
      changedAt: encode(8, (page) => page.changedAt),
    };
  }

  load(data: MessageTableData): void {
    const { length } = data;
    const pages = Array.from({ length: Math.ceil(length / PAGE) }, () => new Page());
    const decode = (text: string, bytes: number, column: (page: Page) => Column): void => {
      const buffer = Buffer.from(text, 'base64');
      if (buffer.length !== length * bytes)
        throw new Error("The snapshot's message columns do not fit its message count.");
      pages.forEach((page, index) =>
        bytesOf(column(page)).set(buffer.subarray(index * PAGE * bytes, (index + 1) * PAGE * bytes)),
      );
    };
    decode(data.numbers, 8, (page) => page.numbers);
    decode(data.orders, 4, (page) => page.orders);
    decode(data.groups, 2, (page) => page.groups);
    decode(data.states, 1, (page) => page.states);
    decode(data.changedAt, 8, (page) => page.changedAt);
    this.#pages = pages;
    this.#length = length;
  }
}

type Column = Float64Array | Uint32Array | Uint16Array | Uint8Array;

function bytesOf(column: Column): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
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
