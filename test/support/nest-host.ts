import 'reflect-metadata';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { IletimerkeziModule, type IletimerkeziOptions } from 'nest-iletimerkezi';

interface HostOptions extends Pick<IletimerkeziOptions, 'outbox' | 'timeouts'> {
  /** The directory of its data. */
  readonly dir: string;
  readonly baseUrl: string;
  /** What it writes to the log. Default: nothing. */
  readonly logger?: false | ('error' | 'warn')[];
}

/** A host with nothing but the module, on the emulator's default account. */
export function openHost({
  dir,
  baseUrl,
  logger = false,
  ...options
}: HostOptions): Promise<INestApplicationContext> {
  class Host {}
  Module({
    imports: [
      IletimerkeziModule.forRoot({
        baseUrl,
        credentials: { key: 'emulator', hash: 'emulator' },
        defaultSender: 'EMULATOR',
        brandCode: '1234',
        storage: { dir },
        ...options,
      }),
    ],
  })(Host);
  return NestFactory.createApplicationContext(Host, { logger });
}
