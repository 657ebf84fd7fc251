/** Starts the application of `init` on the emulator and sends one message. */
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { startEmulator } from 'iletimerkezi-emulator';
import { SmsService } from 'nest-iletimerkezi';

async function main(): Promise<void> {
  const emulator = await startEmulator();
  // Stands in for port 4010 of `.env`.
  process.env['ILETIMERKEZI_BASE_URL'] = emulator.url;
  const file = './app.module.js';
  const { AppModule }: { AppModule: Type } = await import(file);
  const app = await NestFactory.create(AppModule);
  await app.listen(0, '127.0.0.1');
  const token = process.env['ILETIMERKEZI_WEBHOOK_TOKENS'];
  emulator.setWebhook('emulator', `${await app.getUrl()}/hooks/sms?token=${token}`);

  const { orderId } = await app.get(SmsService).send({
    kind: 'transactional',
    text: 'Kodunuz 481516',
    recipients: ['+905301234567'],
  });
  emulator.advance('PT1M');
  await emulator.webhooksSettled();
  await app.close();
  await emulator.close();
  console.log(JSON.stringify({ orderId }));
}

void main();
