import type { HandlerKind } from '../common/handler-kind.js';
import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ConfigurationError } from '../common/configuration.error.js';

type Wrapper = ReturnType<DiscoveryService['getProviders']>[number];

/** A method of a provider or a controller. */
export interface FoundMethod {
  /** `Class.method` */
  readonly name: string;
  /** The method's own name. */
  readonly key: string;
  readonly method: Function;
  readonly wrapper: Wrapper;
}

/** A decorated method of a provider or a controller. */
export interface FoundHandler<Filter> {
  /** `Class.method` */
  readonly name: string;
  readonly filter: Filter;
  readonly call: (argument: unknown) => unknown;
}

/** Finds the decorated methods of the application. */
@Injectable()
export class HandlerFinder {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /**
   * Finds the decorated methods of controllers, and of class, factory and value providers. Yields each method once per filter.
   * @throws ConfigurationError for a method of a request-scoped or transient class, which cannot be called without a request.
   */
  *find<Filter>(kind: HandlerKind<Filter>): Iterable<FoundHandler<Filter>> {
    const classes = [...this.discovery.getProviders(), ...this.discovery.getControllers()];
    for (const { name, key, method, wrapper } of this.methodsOf(classes)) {
      for (const filter of kind.filtersOf(method)) {
        if (!wrapper.isDependencyTreeStatic() || wrapper.isTransient)
          throw new ConfigurationError('handler-not-singleton', { where: name });
        // The method is looked up at each call, because a test may have replaced it with a spy.
        const call = (argument: unknown): unknown => {
          const current: unknown = Reflect.get(wrapper.instance, key);
          return Reflect.apply(typeof current === 'function' ? current : method, wrapper.instance, [
            argument,
          ]);
        };
        yield { name, filter, call };
      }
    }
  }

  /** Yields the methods of all controllers. */
  methodsOfControllers(): Iterable<FoundMethod> {
    return this.methodsOf(this.discovery.getControllers());
  }

  /** Yields methods. A provider with several tokens (`useExisting`) is visited once. */
  private *methodsOf(wrappers: readonly Wrapper[]): Iterable<FoundMethod> {
    const seen = new Set<unknown>();
    for (const wrapper of wrappers) {
      const one: unknown = wrapper.instance ?? wrapper.metatype;
      const prototype = prototypeOf(wrapper);
      if (prototype === undefined || seen.has(one)) continue;
      seen.add(one);
      for (const key of this.scanner.getAllMethodNames(prototype)) {
        const method: unknown = Reflect.get(prototype, key);
        if (typeof method === 'function')
          yield { name: `${prototype.constructor.name}.${key}`, key, method, wrapper };
      }
    }
  }
}

/** Returns the prototype of the instance, or of the class when there is no instance yet (request scope). */
function prototypeOf({ instance, metatype }: Wrapper): object | undefined {
  const prototype: unknown = isObject(instance) ? Object.getPrototypeOf(instance) : metatype?.prototype;
  return isObject(prototype) ? prototype : undefined;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
