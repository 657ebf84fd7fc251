import type { DynamicModule } from '@nestjs/common';
import type { CharacterMode } from 'iletimerkezi-core';
import type { IletimerkeziOptions } from '../iletimerkezi.options.js';
import { configMissing } from '../iletimerkezi.messages.js';
import { ENVIRONMENT } from '../iletimerkezi.tokens.js';

/** Where variables come from: the part of `ConfigService` that is used here. */
export interface Environment {
  get(name: string): unknown;
}

class EnvironmentModule {}

/** Gives `ConfigService` under a token of ours, because `@nestjs/config` need not be installed. */
export async function environmentModule(): Promise<DynamicModule> {
  const config = await import('@nestjs/config').catch(() => undefined);
  if (config === undefined) {
    const fail = (): never => {
      throw new Error(configMissing());
    };
    return {
      module: EnvironmentModule,
      providers: [{ provide: ENVIRONMENT, useFactory: fail }],
      exports: [ENVIRONMENT],
    };
  }
  const { ConfigModule, ConfigService } = config;
  return {
    module: EnvironmentModule,
    imports: [ConfigModule],
    providers: [{ provide: ENVIRONMENT, useExisting: ConfigService }],
    exports: [ENVIRONMENT],
  };
}

/** The variable of each option that can be one. Faults name it beside the option's path. */
export const VARIABLES: Readonly<Record<string, string>> = {
  'credentials.key': 'ILETIMERKEZI_KEY',
  'credentials.hash': 'ILETIMERKEZI_HASH',
  baseUrl: 'ILETIMERKEZI_BASE_URL',
  defaultSender: 'ILETIMERKEZI_SENDER',
  brandCode: 'ILETIMERKEZI_BRAND_CODE',
  characterMode: 'ILETIMERKEZI_CHARACTER_MODE',
  abroad: 'ILETIMERKEZI_ABROAD',
  'webhook.tokens': 'ILETIMERKEZI_WEBHOOK_TOKENS',
  'storage.dir': 'ILETIMERKEZI_STORAGE_DIR',
  'storage.url': 'ILETIMERKEZI_STORAGE_URL',
  'timeouts.connectMs': 'ILETIMERKEZI_CONNECT_TIMEOUT_MS',
  'timeouts.responseMs': 'ILETIMERKEZI_RESPONSE_TIMEOUT_MS',
  drainTimeoutMs: 'ILETIMERKEZI_DRAIN_TIMEOUT_MS',
  allowLiveProviderInTests: 'ILETIMERKEZI_ALLOW_LIVE_PROVIDER_IN_TESTS',
};

/** Options from the variables `ILETIMERKEZI_*`. What is wrong with them, validation finds. */
export function readEnvironment(environment: Environment): IletimerkeziOptions {
  const read = (path: string): string | undefined => {
    const value = environment.get(VARIABLES[path] ?? path);
    const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
    return text === '' ? undefined : text;
  };
  const number = (path: string): number | undefined => {
    const text = read(path);
    return text === undefined ? undefined : Number(text);
  };
  const yes = (path: string): boolean =>
    read(path) === 'true' || environment.get(VARIABLES[path] ?? path) === true;

  const tokens = read('webhook.tokens')
    ?.split(',')
    .map((token) => token.trim())
    .filter((token) => token !== '');
  const connectMs = number('timeouts.connectMs');
  const responseMs = number('timeouts.responseMs');
  return {
    credentials: { key: read('credentials.key') ?? '', hash: read('credentials.hash') ?? '' },
    baseUrl: read('baseUrl'),
    defaultSender: read('defaultSender'),
    brandCode: read('brandCode'),
    // A word that is no mode is refused by the validation that follows.
    characterMode: read('characterMode') as CharacterMode | undefined,
    abroad: yes('abroad'),
    timeouts: {
      ...(connectMs !== undefined && { connectMs }),
      ...(responseMs !== undefined && { responseMs }),
    },
    ...(tokens && { webhook: { tokens } }),
    ...storageFrom(read('storage.dir'), read('storage.url')),
    drainTimeoutMs: number('drainTimeoutMs'),
    allowLiveProviderInTests: yes('allowLiveProviderInTests'),
  };
}

/** Both at once is a fault that validation names. */
function storageFrom(dir: string | undefined, url: string | undefined): Pick<IletimerkeziOptions, 'storage'> {
  if (url === undefined) return dir === undefined ? {} : { storage: { dir } };
  return { storage: { ...(dir !== undefined && { dir }), url } };
}
