import { Injectable } from '@nestjs/common';
import { AccountContexts } from '../client/account-contexts.js';
import type { DeliveryStore } from '../options/delivery-store.js';
import type { WebhookOptions } from '../options/webhook.options.js';
import type { AccountStorage } from '../storage/account-storage.js';
import { PostgresDeliveryStore } from '../storage/outbox/delivery-reports.repository.js';
import type { Storage } from '../storage/storage.js';
import { Storages } from '../storage/storages.js';
import type { WorkerGroup } from '../worker/worker-group.js';
import { WorkerGroups } from '../worker/worker-groups.js';
import { MemoryDeliveryStore } from './memory-delivery-store.js';

/** The store of a database, with the accounts that use it and the workers on it. */
export interface SharedDeliveryStore {
  readonly store: PostgresDeliveryStore;
  readonly group: WorkerGroup;
  /** Returns the accounts whose reports are in the store. */
  readonly accounts: () => string[];
}

/** The stores of received reports by account: the database, a custom store, or the memory of this process. */
@Injectable()
export class DeliveryStores {
  private readonly memory = new MemoryDeliveryStore();
  private readonly durable = new Map<Storage, PostgresDeliveryStore>();

  constructor(
    private readonly accounts: AccountContexts,
    private readonly storages: Storages,
    private readonly groups: WorkerGroups,
  ) {}

  /** Returns the account's options of the webhook. */
  optionsOf(account: string): WebhookOptions | undefined {
    return this.accounts.of(account).options.webhook;
  }

  /** Returns the account's custom store, or the one in memory. */
  localOf(account: string): DeliveryStore {
    return this.optionsOf(account)?.store ?? this.memory;
  }

  /** Returns the shared store; undefined for an account without storage or with a custom store. */
  durableOf(account: string): PostgresDeliveryStore | undefined {
    const handle = this.storages.of(account);
    return handle === undefined || this.optionsOf(account)?.store ? undefined : this.storeOn(handle);
  }

  /** Returns whether the reports of an account are visible to all instances. */
  isShared(account: string): boolean {
    return this.accounts.has(account) && this.durableOf(account) !== undefined;
  }

  /** Returns the store of each open database. */
  shared(): SharedDeliveryStore[] {
    return this.storages.all().map((handle) => {
      const store = this.storeOn(handle);
      return {
        store,
        group: this.groups.of(handle),
        accounts: () => this.accounts.names.filter((account) => this.durableOf(account) === store),
      };
    });
  }

  /** Call before the databases are closed. Reports whose outcome is not stored are released to other instances. */
  close(): void {
    for (const store of this.durable.values()) store.close();
  }

  /** Returns the store of a database, shared by all accounts on it. */
  private storeOn(handle: AccountStorage): PostgresDeliveryStore {
    const { storage, kysely } = handle;
    let store = this.durable.get(storage);
    if (store === undefined) {
      store = new PostgresDeliveryStore(kysely, this.groups.of(handle).instance);
      this.durable.set(storage, store);
    }
    return store;
  }
}
