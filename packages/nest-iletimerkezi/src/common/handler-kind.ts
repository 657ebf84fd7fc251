import 'reflect-metadata';

/** Metadata of one kind of event handler. Its decorator adds filters to methods, and the explorer reads them. */
export class HandlerKind<Filter> {
  readonly #key: string;

  constructor(name: string) {
    this.#key = `iletimerkezi:${name}`;
  }

  /** Adds a filter to a method. Does nothing for a property that is not a method. */
  add(method: unknown, filter: Filter): void {
    if (typeof method === 'function')
      Reflect.defineMetadata(this.#key, [...this.filtersOf(method), filter], method);
  }

  /** Returns the filters of a method in order of application: that of the lowest decorator first. */
  filtersOf(method: object): readonly Filter[] {
    return Reflect.getMetadata(this.#key, method) ?? [];
  }
}
