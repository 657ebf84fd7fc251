import type { INestApplicationContext } from '@nestjs/common';
import { OutboxService } from 'nest-iletimerkezi';
import { openHost } from '../support/nest-host.ts';

export interface OutboxApp {
  app: INestApplicationContext;
  outbox: OutboxService;
}

interface OutboxAppOptions {
  dir: string;
  baseUrl: string;
  run: boolean;
  /** When to look for an order whose outcome is unknown. Default: the module's. */
  lookUpAfterMs?: readonly number[];
}

/** An application with nothing but the outbox, on the emulator's default account. */
export async function openOutbox({ dir, baseUrl, ...outbox }: OutboxAppOptions): Promise<OutboxApp> {
  const app = await openHost({
    dir,
    baseUrl,
    outbox: { leaseMs: 2_000, ...outbox },
    logger: ['error', 'warn'],
  });
  return { app, outbox: app.get(OutboxService) };
}
