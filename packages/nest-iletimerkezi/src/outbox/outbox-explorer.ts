import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { nameOf } from '../common/thrown.js';
import { findHandlers, type FoundHandler } from '../events/find-handlers.js';
import type { StoredEvent } from '../storage/outbox/events.repository.js';
import { type OutboxFilter, outboxFiltersOf } from './on-outbox.decorator.js';
import { EventStreams } from './event-streams.js';

/** Finds `@OnOutbox` methods before the outbox starts, so that they hear everything from its start. */
@Injectable()
export class OutboxExplorer implements OnModuleInit {
  private readonly logger = new Logger('IletimerkeziOutbox');

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly streams: EventStreams,
  ) {}

  onModuleInit(): void {
    for (const handler of findHandlers(this.discovery, this.scanner, outboxFiltersOf)) {
      const { type, account } = handler.filter;
      this.streams.events$.subscribe((event) => {
        if (event.type !== type || (account !== undefined && event.account !== account)) return;
        void this.call(handler, event);
      });
    }
  }

  private async call({ name, call }: FoundHandler<OutboxFilter>, event: StoredEvent): Promise<void> {
    try {
      await call(event);
    } catch (error) {
      this.logger.error(
        `${name} failed on "${event.type}" of order ${event.order ?? '(none)'}: ${nameOf(error)}`,
      );
    }
  }
}
