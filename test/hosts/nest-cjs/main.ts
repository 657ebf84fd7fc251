/**
 * A fresh CommonJS application that gets the ES modules by `require`, on the platform that the first argument names. With a
 * directory as the second argument it sends by the outbox, and verifies consents on the host's scheduler.
 */
import 'reflect-metadata';
import { Injectable, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { ScheduleModule, SchedulerRegistry } from '@nestjs/schedule';
import { startEmulator, type Emulator } from 'iletimerkezi-emulator';
import {
  createDeliveryController,
  IletimerkeziAccounts,
  IletimerkeziModule,
  InjectIletimerkezi,
  OnDelivery,
  OutboxService,
  SmsService,
  type Delivery,
} from 'nest-iletimerkezi';

const TOKEN = 'webhook-token-of-this-host';
const [, , platform, dir] = process.argv;

@Injectable()
class Shop {
  readonly settled: Promise<Delivery>;
  private settle: (delivery: Delivery) => void = () => undefined;

  constructor(
    @InjectIletimerkezi('shop', SmsService) private readonly sms: SmsService,
    @InjectIletimerkezi('shop', OutboxService) private readonly outbox: OutboxService,
  ) {
    this.settled = new Promise((resolve) => (this.settle = resolve));
  }

  async welcome(phone: string): Promise<void> {
    const order = { kind: 'transactional', text: 'Hoş geldiniz #shop', recipients: [phone] } as const;
    await (dir === undefined ? this.sms.send(order) : this.outbox.enqueue(order));
  }

  @OnDelivery({ account: 'shop', marker: '#shop', status: 'delivered' })
  note(delivery: Delivery): void {
    this.settle(delivery);
  }
}

function appModule(emulator: Emulator): Type {
  @Module({
    imports: [
      ScheduleModule.forRoot(),
      IletimerkeziModule.forRootAsync({
        account: 'shop',
        useFactory: () => ({
          baseUrl: emulator.url,
          credentials: async () => ({ key: 'emulator', hash: 'emulator' }),
          defaultSender: 'EMULATOR',
          webhook: { tokens: [TOKEN] },
          ...(dir !== undefined && { storage: { dir }, brandCode: '1234', verification: {} }),
        }),
      }),
    ],
    controllers: [createDeliveryController({ path: 'hooks/:token', account: 'shop' })],
    providers: [Shop],
  })
  class AppModule {}
  return AppModule;
}

async function main(): Promise<void> {
  const emulator = await startEmulator();
  const adapter = platform === 'fastify' ? new FastifyAdapter() : new ExpressAdapter();
  const app = await NestFactory.create(appModule(emulator), adapter, { logger: ['error', 'warn'] });
  await app.listen(0, '127.0.0.1');
  emulator.setWebhook('emulator', `${await app.getUrl()}/hooks/${TOKEN}`);
  await app.get(Shop).welcome('+905301234567');
  const [message] = await emulator.waitForMessages({ to: '+905301234567' });
  emulator.advance('PT1M');
  const delivery = await app.get(Shop).settled;
  const accounts = app.get(IletimerkeziAccounts).names;
  const jobs = [...app.get(SchedulerRegistry).getCronJobs().keys()];
  console.log(
    JSON.stringify({
      sent: message?.orderId,
      delivered: delivery.orderId,
      accounts,
      jobs,
      module: typeof require,
    }),
  );
  await app.close();
  await emulator.close();
}

void main();
