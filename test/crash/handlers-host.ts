/**
 * A host that is made to be killed while it handles delivery reports: takes webhooks in, and runs a handler that takes
 * its time.
 *
 * Arguments: URL of the database, lease in ms. Lines on stdout: `url URL`, `ready`, `handled REPORT` when a handler ran
 * to its end.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { createDeliveryController, type Delivery, OnDelivery } from 'nest-iletimerkezi';
import { moduleOf } from '../support/nest-host.ts';
import { handlingMs, TOKEN } from './handlers-numbers.ts';

const [dir = '', leaseMs = ''] = process.argv.slice(2);

class Handler {
  async handle({ id }: Delivery): Promise<void> {
    await sleep(handlingMs(Number(id)));
    console.log(`handled ${id}`);
  }
}
const handle = Object.getOwnPropertyDescriptor(Handler.prototype, 'handle');
if (handle) OnDelivery()(Handler.prototype, 'handle', handle);

class Host {}
Module({
  imports: [
    // No order is sent, so no provider is asked.
    moduleOf({
      dir,
      baseUrl: 'http://127.0.0.1:9',
      webhook: { tokens: [TOKEN] },
      outbox: { leaseMs: Number(leaseMs) },
    }),
  ],
  controllers: [createDeliveryController({ path: 'hooks' })],
  providers: [Handler],
})(Host);

const app = await NestFactory.create(Host, { logger: false });
await app.listen(0, '127.0.0.1');
console.log(`url ${await app.getUrl()}/hooks?token=${TOKEN}`);
console.log('ready');
