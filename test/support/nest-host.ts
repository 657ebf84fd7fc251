import 'reflect-metadata';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { IletimerkeziModule, type IletimerkeziOptions } from 'nest-iletimerkezi';

interface HostOptions extends Pick<
  IletimerkeziOptions,
  'outbox' | 'timeouts' | 'webhook' | 'phoneVerification' | 'limits'
> {
  /** The data directory, or the URL of a database (`postgres://…`). */
  readonly dir: string;
  readonly baseUrl: string;
  /** The log levels. Default: none. */
  readonly logger?: false | ('error' | 'warn')[];
}

/** Returns the module, configured for the emulator's default account. */
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

/** Starts a host with only the module, configured for the emulator's default account. */
export function openHost(options: HostOptions): Promise<INestApplicationContext> {
  class Host {}
  Module({ imports: [moduleOf(options)] })(Host);
  return NestFactory.createApplicationContext(Host, {
    logger: options.logger ?? false,
    // Throws errors instead of ending the process.
    abortOnError: false,
  });
}
