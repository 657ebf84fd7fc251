import pg from 'pg';

/** A statement as `pg` got it, with the values of its first execution. */
export interface RecordedStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

type Query = (this: pg.Client, ...args: unknown[]) => unknown;

/** Records the statements of all connections of this process that read or write the module's tables, each text once. */
export class StatementRecorder {
  readonly #byText = new Map<string, RecordedStatement>();
  readonly #sent: string[] = [];
  readonly #original: Query;

  constructor() {
    const prototype = pg.Client.prototype as unknown as { query: Query };
    const original = prototype.query;
    this.#original = original;
    const record = (config: unknown, values: unknown): void => this.#record(config, values);
    prototype.query = function recorded(...args) {
      record(args[0], args[1]);
      return original.apply(this, args);
    };
  }

  get statements(): readonly RecordedStatement[] {
    return [...this.#byText.values()];
  }

  /** The texts of all queries in the order in which they were sent, repetitions included. */
  get sent(): readonly string[] {
    return this.#sent;
  }

  stop(): void {
    (pg.Client.prototype as unknown as { query: Query }).query = this.#original;
  }

  /** `pg` takes a text and values, or an object with both. */
  #record(config: unknown, given: unknown): void {
    const { text, values } =
      typeof config === 'string'
        ? { text: config, values: given }
        : { text: undefined, values: undefined, ...(config as object) };
    if (typeof text !== 'string') return;
    this.#sent.push(text);
    if (this.#byText.has(text)) return;
    if (!/^\s*(select|with|insert|update|delete)\b/i.test(text) || !text.includes('iletimerkezi.')) return;
    this.#byText.set(text, { text, values: Array.isArray(values) ? values : [] });
  }
}
