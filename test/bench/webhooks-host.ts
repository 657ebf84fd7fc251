/** The process whose webhooks `webhooks` measures: Nest's HTTP, and reports kept in PostgreSQL. Argument: its directory. */
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { createDeliveryController, IletimerkeziModule } from 'nest-iletimerkezi';

const TOKEN = 'webhook-token-of-the-bench';

class AppModule {}
Module({
  imports: [
    IletimerkeziModule.forRoot({
      credentials: { key: 'emulator', hash: 'emulator' },
      baseUrl: 'http://127.0.0.1:9',
      webhook: { tokens: [TOKEN] },
      storage: { dir: process.argv[2] ?? '' },
      outbox: { run: false },
    }),
  ],
  controllers: [createDeliveryController({ path: 'hooks' })],
})(AppModule);

const app = await NestFactory.create(AppModule, { logger: ['error'] });
await app.listen(0, '127.0.0.1');
console.log(JSON.stringify({ url: `${await app.getUrl()}/hooks?token=${TOKEN}` }));
process.once('SIGTERM', () => void app.close());
