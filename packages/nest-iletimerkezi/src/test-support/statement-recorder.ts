import pg from 'pg';

/** A statement as `pg` got it, with the values of its first execution. */
export interface RecordedStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** A query in the order in which it was sent. */
export interface SentQuery {
  readonly text: string;
  /** Whether an earlier query of the connection was not answered yet. Both share a round trip. */
  readonly isPipelined: boolean;
}

type Query = (this: pg.Client, ...args: unknown[]) => unknown;

/** Records the statements of all connections of this process that read or write the module's tables, each text once. */
export class StatementRecorder {
  readonly #byText = new Map<string, RecordedStatement>();
  readonly #sent: SentQuery[] = [];
  readonly #unanswered = new WeakMap<pg.Client, number>();
  readonly #original: Query;

  constructor() {
    const prototype = pg.Client.prototype as unknown as { query: Query };
    const original = prototype.query;
    this.#original = original;
    const record = (client: pg.Client, config: unknown, values: unknown): void =>
      this.#record(client, config, values);
    const count = (client: pg.Client, answer: unknown): void => this.#count(client, answer);
    prototype.query = function recorded(...args) {
      record(this, args[0], args[1]);
      const answer = original.apply(this, args);
      count(this, answer);
      return answer;
    };
  }

  get statements(): readonly RecordedStatement[] {
    return [...this.#byText.values()];
  }

  /** All queries in the order in which they were sent, repetitions included. */
  get sent(): readonly SentQuery[] {
    return this.#sent;
  }

  stop(): void {
    (pg.Client.prototype as unknown as { query: Query }).query = this.#original;
  }

  /** `pg` takes a text and values, or an object with both. */
  #record(client: pg.Client, config: unknown, given: unknown): void {
    const { text, values } =
      typeof config === 'string'
        ? { text: config, values: given }
        : { text: undefined, values: undefined, ...(config as object) };
    if (typeof text !== 'string') return;
    this.#sent.push({ text, isPipelined: (this.#unanswered.get(client) ?? 0) > 0 });
    if (this.#byText.has(text)) return;
    if (!/^\s*(select|with|insert|update|delete)\b/i.test(text) || !text.includes('iletimerkezi.')) return;
    this.#byText.set(text, { text, values: Array.isArray(values) ? values : [] });
  }

  /** A query with a callback returns no promise; the module's have none. */
  #count(client: pg.Client, answer: unknown): void {
    if (!(answer instanceof Promise)) return;
    const add = (change: number): void => {
      this.#unanswered.set(client, (this.#unanswered.get(client) ?? 0) + change);
    };
    add(1);
    const answered = (): void => add(-1);
    answer.then(answered, answered);
  }
}
