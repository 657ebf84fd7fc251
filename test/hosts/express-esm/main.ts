/** A fresh ES module application on Express: options from the environment, a webhook controller of its own. */
import 'reflect-metadata';
import { Controller, Injectable, Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { NestFactory } from '@nestjs/core';
import { startEmulator } from 'iletimerkezi-emulator';
import {
  DeliveryReport,
  DeliveryWebhook,
  IletimerkeziModule,
  OnDelivery,
  SmsService,
  type Delivery,
} from 'nest-iletimerkezi';

let settle: (delivery: Delivery) => void = () => undefined;
const settled = new Promise<Delivery>((resolve) => (settle = resolve));

@Injectable()
class Log {
  @OnDelivery({ status: 'delivered' })
  note(delivery: Delivery<'delivered'>): void {
    settle(delivery);
  }
}

@Controller('hooks/sms')
class Hooks {
  @DeliveryWebhook()
  take(@DeliveryReport() _delivery: Delivery): void {}
}

@Module({
  imports: [ConfigModule.forRoot({ ignoreEnvFile: true }), IletimerkeziModule.forRoot()],
  controllers: [Hooks],
  providers: [Log],
})
class AppModule {}

const emulator = await startEmulator();
process.env['ILETIMERKEZI_BASE_URL'] = emulator.url;

const app = await NestFactory.create(AppModule, { logger: ['error', 'warn'] });
await app.listen(0, '127.0.0.1');
emulator.setWebhook(
  'emulator',
  `${await app.getUrl()}/hooks/sms?token=${process.env['ILETIMERKEZI_WEBHOOK_TOKENS']}`,
);
const { orderId } = await app
  .get(SmsService)
  .send({ kind: 'transactional', text: 'Merhaba', recipients: ['5301234567'] });
emulator.advance('PT1M');
const delivery = await settled;
console.log(JSON.stringify({ sent: orderId, delivered: delivery.orderId }));
await app.close();
await emulator.close();
