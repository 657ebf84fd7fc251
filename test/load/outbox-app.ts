import 'reflect-metadata';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { IletimerkeziModule, OutboxService } from 'nest-iletimerkezi';

export interface OutboxApp {
  app: INestApplicationContext;
  outbox: OutboxService;
}

/** An application with nothing but the outbox, on the emulator's default account. */
export async function openOutbox({
  dir,
  baseUrl,
  run,
}: {
  dir: string;
  baseUrl: string;
  run: boolean;
}): Promise<OutboxApp> {
  class App {}
  Module({
    imports: [
      IletimerkeziModule.forRoot({
        baseUrl,
        credentials: { key: 'emulator', hash: 'emulator' },
        defaultSender: 'EMULATOR',
        characterMode: 'unicode',
        storage: { dir },
        outbox: { run, leaseMs: 2_000 },
      }),
    ],
  })(App);
  const app = await NestFactory.createApplicationContext(App, { logger: ['error', 'warn'] });
  return { app, outbox: app.get(OutboxService) };
}
