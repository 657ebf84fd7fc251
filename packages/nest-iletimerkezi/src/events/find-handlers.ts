import type { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { requestScopedHandler } from '../iletimerkezi.messages.js';

/** A provider's method that a decorator stands on. */
export interface FoundHandler<Filter> {
  /** `Class.method` */
  readonly name: string;
  readonly filter: Filter;
  readonly call: (argument: unknown) => unknown;
}

/**
 * Finds the methods of providers that carry filters of a decorator, each once for each filter.
 * @throws Error for a method of a request-scoped provider, which nothing could call.
 */
export function* findHandlers<Filter>(
  discovery: DiscoveryService,
  scanner: MetadataScanner,
  filtersOf: (method: object) => readonly Filter[],
): Iterable<FoundHandler<Filter>> {
  for (const wrapper of new Set(discovery.getProviders())) {
    const prototype: unknown = wrapper.metatype?.prototype;
    if (typeof prototype !== 'object' || prototype === null) continue;
    for (const key of scanner.getAllMethodNames(prototype)) {
      const method: unknown = Reflect.get(prototype, key);
      if (typeof method !== 'function') continue;
      const name = `${prototype.constructor.name}.${key}`;
      for (const filter of filtersOf(method)) {
        if (!wrapper.isDependencyTreeStatic()) throw new Error(requestScopedHandler(name));
        yield { name, filter, call: (argument) => Reflect.apply(method, wrapper.instance, [argument]) };
      }
    }
  }
}
