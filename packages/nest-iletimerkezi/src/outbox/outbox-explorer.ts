import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { requestScopedHandler } from '../iletimerkezi.messages.js';
import type { StoredEvent } from '../storage/outbox/events.repository.js';
import { outboxFiltersOf } from './on-outbox.decorator.js';
import { OutboxHub } from './outbox-hub.js';

/** Finds `@OnOutbox` methods before the outbox starts, so that they hear everything from its start. */
@Injectable()
export class OutboxExplorer implements OnModuleInit {
  private readonly logger = new Logger('IletimerkeziOutbox');

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly hub: OutboxHub,
  ) {}

  onModuleInit(): void {
    for (const wrapper of new Set(this.discovery.getProviders())) {
      const prototype: unknown = wrapper.metatype?.prototype;
      if (typeof prototype !== 'object' || prototype === null) continue;
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        const method: unknown = Reflect.get(prototype, name);
        if (typeof method !== 'function') continue;
        const handler = `${prototype.constructor.name}.${name}`;
        for (const { type, account } of outboxFiltersOf(method)) {
          if (!wrapper.isDependencyTreeStatic()) throw new Error(requestScopedHandler(handler));
          this.hub.events$.subscribe((event) => {
            if (event.type !== type || (account !== undefined && event.account !== account)) return;
            void this.call(handler, () => Reflect.apply(method, wrapper.instance, [event]), event);
          });
        }
      }
    }
  }

  private async call(handler: string, run: () => unknown, event: StoredEvent): Promise<void> {
    try {
      await run();
    } catch (error) {
      const what = error instanceof Error ? error.name : typeof error;
      this.logger.error(`${handler} failed on "${event.type}" of order ${event.order ?? '(none)'}: ${what}`);
    }
  }
}
