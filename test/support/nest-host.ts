import 'reflect-metadata';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { IletimerkeziModule, type IletimerkeziOptions } from 'nest-iletimerkezi';

interface HostOptions extends Pick<IletimerkeziOptions, 'outbox' | 'timeouts' | 'webhook'> {
  /** The directory of its data, or the URL of a database (`postgres://…`). */
  readonly dir: string;
  readonly baseUrl: string;
  /** What it writes to the log. Default: nothing. */
  readonly logger?: false | ('error' | 'warn')[];
}

/** The module on the emulator's default account. */
export function moduleOf({
  dir,
  baseUrl,
  logger: _logger,
  ...options
}: HostOptions): ReturnType<typeof IletimerkeziModule.forRoot> {
  return IletimerkeziModule.forRoot({
    baseUrl,
    credentials: { key: 'emulator', hash: 'emulator' },
    defaultSender: 'EMULATOR',
    brandCode: '1234',
    storage: dir.startsWith('postgres://') ? { url: dir } : { dir },
    ...options,
  });
}

/** A host with nothing but the module, on the emulator's default account. */
export function openHost(options: HostOptions): Promise<INestApplicationContext> {
  class Host {}
  Module({ imports: [moduleOf(options)] })(Host);
  return NestFactory.createApplicationContext(Host, {
    logger: options.logger ?? false,
    // An error is thrown, not turned into an exit without a word.
    abortOnError: false,
  });
}
