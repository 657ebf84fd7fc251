/**
 * The process whose webhooks `nest-overhead` measures: a bare Nest controller and one with `@DeliveryWebhook()`, side by
 * side in one application. Decorators are called as functions, because Node runs this file without a compiler.
 */
import 'reflect-metadata';
import { Body, Controller, HttpCode, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { createDeliveryController, IletimerkeziModule, OnDelivery } from 'nest-iletimerkezi';

const TOKEN = 'webhook-token-of-the-bench';

class Bare {
  take(_body: unknown): void {}
}
decorate(Bare, 'take', [Post(), HttpCode(200)]);
Body()(Bare.prototype, 'take', 0);
Reflect.defineMetadata('design:paramtypes', [Object], Bare.prototype, 'take');
Controller('bare')(Bare);

class Handler {
  handled = 0;
  handle(): void {
    this.handled += 1;
  }
}
OnDelivery()(Handler.prototype, 'handle', { value: Handler.prototype.handle });

class AppModule {}
Module({
  imports: [
    IletimerkeziModule.forRoot({
      credentials: { key: 'emulator', hash: 'emulator' },
      baseUrl: 'http://127.0.0.1:9',
      webhook: { tokens: [TOKEN] },
    }),
  ],
  controllers: [Bare, createDeliveryController({ path: 'hooks' })],
  providers: [Handler],
})(AppModule);

const app = await NestFactory.create(AppModule, { logger: ['error', 'warn'] });
await app.listen(0, '127.0.0.1');
const url = await app.getUrl();
console.log(JSON.stringify({ bare: `${url}/bare`, webhook: `${url}/hooks?token=${TOKEN}` }));

function decorate(target: { prototype: object }, name: string, decorators: MethodDecorator[]): void {
  const descriptor = Object.getOwnPropertyDescriptor(target.prototype, name);
  if (descriptor === undefined) throw new Error(`There is no method ${name}.`);
  for (const decorator of decorators) decorator(target.prototype, name, descriptor);
}
