/** A fresh CommonJS application on Fastify: it gets the ES modules by `require`. */
import 'reflect-metadata';
import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { startEmulator, type Emulator } from 'iletimerkezi-emulator';
import {
  createDeliveryController,
  IletimerkeziAccounts,
  IletimerkeziModule,
  InjectIletimerkezi,
  OnDelivery,
  SmsService,
  type Delivery,
} from 'nest-iletimerkezi';

const TOKEN = 'webhook-token-of-this-host';

@Injectable()
class Shop {
  readonly settled: Promise<Delivery>;
  private settle: (delivery: Delivery) => void = () => undefined;

  constructor(@InjectIletimerkezi('shop', SmsService) private readonly sms: SmsService) {
    this.settled = new Promise((resolve) => (this.settle = resolve));
  }

  welcome(phone: string): Promise<{ orderId: string }> {
    return this.sms.send({ kind: 'transactional', text: 'Hoş geldiniz #shop', recipients: [phone] });
  }

  @OnDelivery({ account: 'shop', marker: '#shop', status: 'delivered' })
  note(delivery: Delivery): void {
    this.settle(delivery);
  }
}

function appModule(emulator: Emulator): object {
  @Module({
    imports: [
      IletimerkeziModule.forRootAsync({
        account: 'shop',
        useFactory: () => ({
          baseUrl: emulator.url,
          credentials: async () => ({ key: 'emulator', hash: 'emulator' }),
          defaultSender: 'EMULATOR',
          webhook: { tokens: [TOKEN] },
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
  const app = await NestFactory.create<NestFastifyApplication>(appModule(emulator), new FastifyAdapter(), {
    logger: ['error', 'warn'],
  });
  await app.listen(0, '127.0.0.1');
  emulator.setWebhook('emulator', `${await app.getUrl()}/hooks/${TOKEN}`);
  const { orderId } = await app.get(Shop).welcome('+905301234567');
  emulator.advance('PT1M');
  const delivery = await app.get(Shop).settled;
  const accounts = app.get(IletimerkeziAccounts).names;
  console.log(
    JSON.stringify({ sent: orderId, delivered: delivery.orderId, accounts, module: typeof require }),
  );
  await app.close();
  await emulator.close();
}

void main();
