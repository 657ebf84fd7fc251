import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { IletimerkeziAccounts } from '../accounts/accounts.registry.js';
import { accountUnknown, requestScopedHandler, tokensMissing } from '../iletimerkezi.messages.js';
import { DEFAULT_ACCOUNT } from '../iletimerkezi.options.js';
import type { DeliveryFilter } from './delivery-filter.js';
import { DeliveryDispatcher } from './delivery-dispatcher.js';
import { webhookOf } from './delivery-webhook.metadata.js';
import { filtersOf } from './on-delivery.decorator.js';

type Wrapper = ReturnType<DiscoveryService['getProviders']>[number];

interface Method {
  /** `Class.method` */
  name: string;
  method: Function;
  wrapper: Wrapper;
}

/**
 * Finds webhook methods and handlers when the application starts, and fails the start when one could never work: its
 * account does not exist or has no token.
 */
@Injectable()
export class DeliveryExplorer implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly accounts: IletimerkeziAccounts,
    private readonly dispatcher: DeliveryDispatcher,
  ) {}

  onApplicationBootstrap(): void {
    for (const { name, method } of this.methodsOf(this.discovery.getControllers())) {
      const webhook = webhookOf(method);
      if (webhook !== undefined) this.checkAccount(name, webhook.account);
    }
    for (const found of this.methodsOf(this.discovery.getProviders())) {
      for (const filter of filtersOf(found.method)) this.register(found, filter);
    }
  }

  private register({ name, method, wrapper }: Method, filter: DeliveryFilter): void {
    if (!wrapper.isDependencyTreeStatic()) throw new Error(requestScopedHandler(name));
    const account = filter.account ?? (this.accounts.has(DEFAULT_ACCOUNT) ? DEFAULT_ACCOUNT : undefined);
    if (account !== undefined) this.checkAccount(name, account);
    this.dispatcher.register({
      name,
      filter,
      handle: (delivery) => Reflect.apply(method, wrapper.instance, [delivery]),
    });
  }

  private checkAccount(where: string, account: string): void {
    if (!this.accounts.has(account))
      throw new Error(`${where}: ${accountUnknown(account, this.accounts.names)}`);
    if (this.accounts.contextOf(account).options.webhook === undefined) {
      throw new Error(tokensMissing(where, account));
    }
  }

  private *methodsOf(wrappers: Wrapper[]): Iterable<Method> {
    for (const wrapper of new Set(wrappers)) {
      const prototype = prototypeOf(wrapper);
      if (prototype === undefined) continue;
      for (const key of this.scanner.getAllMethodNames(prototype)) {
        const method: unknown = Reflect.get(prototype, key);
        if (typeof method === 'function') yield { name: `${nameOf(prototype)}.${key}`, method, wrapper };
      }
    }
  }
}

/** A request-scoped provider has no instance yet, only its class. */
function prototypeOf({ instance, metatype }: Wrapper): object | undefined {
  if (typeof instance === 'object' && instance !== null) return Object.getPrototypeOf(instance) ?? undefined;
  const prototype: unknown = metatype?.prototype;
  return typeof prototype === 'object' && prototype !== null ? prototype : undefined;
}

function nameOf(prototype: object): string {
  return prototype.constructor.name;
}
