/**
 * A fresh ES module application: options from the environment, a webhook controller of its own, and every optional entry.
 * Runs on the platform that the first argument names.
 */
import 'reflect-metadata';
import { Body, Controller, Get, Injectable, Module, Post, ValidationPipe } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { APP_FILTER, NestFactory } from '@nestjs/core';
import { EventEmitterModule, OnEvent } from '@nestjs/event-emitter';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { HealthCheck, HealthCheckService, TerminusModule } from '@nestjs/terminus';
import { startEmulator } from 'iletimerkezi-emulator';
import {
  DeliveryReport,
  DeliveryWebhook,
  IletimerkeziExceptionFilter,
  IletimerkeziModule,
  OnDelivery,
  SmsService,
  type Delivery,
} from 'nest-iletimerkezi';
import { toSendOrder } from 'nest-iletimerkezi/dto';
import { IletimerkeziEventEmitterModule, iletimerkeziEvent } from 'nest-iletimerkezi/event-emitter';
import { SendSmsDto } from 'nest-iletimerkezi/swagger';
import { IletimerkeziHealthIndicator } from 'nest-iletimerkezi/terminus';

let settle: (delivery: Delivery) => void = () => undefined;
const settled = new Promise<Delivery>((resolve) => (settle = resolve));

@Injectable()
class Log {
  readonly emitted: unknown[] = [];

  @OnDelivery({ status: 'delivered' })
  note(delivery: Delivery<'delivered'>): void {
    settle(delivery);
  }

  @OnEvent(iletimerkeziEvent('order.accepted'))
  keep(event: unknown): void {
    this.emitted.push(event);
  }
}

@Controller()
class Api {
  constructor(
    private readonly sms: SmsService,
    private readonly checks: HealthCheckService,
    private readonly health: IletimerkeziHealthIndicator,
  ) {}

  @DeliveryWebhook({ path: 'hooks/sms' })
  take(@DeliveryReport() _delivery: Delivery): void {}

  @Post('sms')
  async send(@Body() dto: SendSmsDto): Promise<string> {
    return (await this.sms.send(toSendOrder(dto))).orderId;
  }

  @Post('greet')
  async greet(@Body() { phone }: { phone: string }): Promise<void> {
    await this.sms.send({ kind: 'transactional', text: 'Merhaba', recipients: [phone] });
  }

  @Get('health')
  @HealthCheck()
  check(): unknown {
    return this.checks.check([() => this.health.isHealthy('sms')]);
  }
}

@Module({
  imports: [
    ConfigModule.forRoot({ ignoreEnvFile: true }),
    EventEmitterModule.forRoot(),
    IletimerkeziEventEmitterModule,
    IletimerkeziModule.forRoot(),
    TerminusModule,
  ],
  controllers: [Api],
  providers: [
    Log,
    IletimerkeziHealthIndicator,
    { provide: APP_FILTER, useClass: IletimerkeziExceptionFilter },
  ],
})
class AppModule {}

const emulator = await startEmulator();
process.env['ILETIMERKEZI_BASE_URL'] = emulator.url;

const adapter = process.argv[2] === 'fastify' ? new FastifyAdapter() : new ExpressAdapter();
const app = await NestFactory.create(AppModule, adapter, { logger: ['error', 'warn'] });
app.useGlobalPipes(new ValidationPipe({ transform: true }));
const { components } = SwaggerModule.createDocument(app, new DocumentBuilder().build());
await app.listen(0, '127.0.0.1');
const url = await app.getUrl();
emulator.setWebhook('emulator', `${url}/hooks/sms?token=${process.env['ILETIMERKEZI_WEBHOOK_TOKENS']}`);

const post = (path: string, body: object): Promise<Response> =>
  fetch(`${url}/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
const order = { kind: 'transactional', text: 'Merhaba', recipients: ['5301234567'] };
const sent = await (await post('sms', order)).text();
emulator.advance('PT1M');
const delivery = await settled;
console.log(
  JSON.stringify({
    sent,
    delivered: delivery.orderId,
    events: app.get(Log).emitted.length,
    invalid: (await post('sms', { ...order, recipients: ['12'] })).status,
    refused: (await post('greet', { phone: '12' })).status,
    health: (await fetch(`${url}/health`)).status,
    documented: Object.keys(components?.schemas?.['SendSmsDto'] ?? {}).includes('properties'),
  }),
);
await app.close();
await emulator.close();
