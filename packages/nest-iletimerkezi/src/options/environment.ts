import type { DynamicModule } from '@nestjs/common';
import type { IletimerkeziOptions } from './iletimerkezi.options.js';
import { configMissing } from '../common/messages.js';
import { ENVIRONMENT } from './tokens.js';

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
  'storage.listenUrl': 'ILETIMERKEZI_STORAGE_LISTEN_URL',
  'storage.pool': 'ILETIMERKEZI_STORAGE_POOL',
  'timeouts.connectMs': 'ILETIMERKEZI_CONNECT_TIMEOUT_MS',
  'timeouts.responseMs': 'ILETIMERKEZI_RESPONSE_TIMEOUT_MS',
  drainTimeoutMs: 'ILETIMERKEZI_DRAIN_TIMEOUT_MS',
  allowLiveProviderInTests: 'ILETIMERKEZI_ALLOW_LIVE_PROVIDER_IN_TESTS',
};

/** Options from the variables `ILETIMERKEZI_*`. What cannot be read stays as it is, for validation to refuse. */
export function readEnvironment(environment: Environment): IletimerkeziOptions {
  const read = (path: string): string | undefined => {
    const value = environment.get(VARIABLES[path] ?? path);
    const text = ['string', 'number', 'boolean'].includes(typeof value) ? String(value).trim() : '';
    return text === '' ? undefined : text;
  };
  const raw: Record<string, unknown> = {};
  const put = (target: Record<string, unknown>, name: string, value: unknown): void => {
    if (value !== undefined) target[name] = value;
  };
  for (const name of ['baseUrl', 'defaultSender', 'brandCode', 'characterMode']) put(raw, name, read(name));
  for (const name of ['abroad', 'allowLiveProviderInTests']) put(raw, name, asBoolean(read(name)));
  put(raw, 'drainTimeoutMs', asNumber(read('drainTimeoutMs')));

  const timeouts = {};
  for (const name of ['connectMs', 'responseMs']) put(timeouts, name, asNumber(read(`timeouts.${name}`)));
  const tokens = read('webhook.tokens')
    ?.split(',')
    .map((token) => token.trim());
  const storage = {};
  for (const name of ['dir', 'url', 'listenUrl']) put(storage, name, read(`storage.${name}`));
  put(storage, 'pool', asNumber(read('storage.pool')));
  if (Object.keys(storage).length > 0) raw['storage'] = storage;
  const credentials = { key: read('credentials.key') ?? '', hash: read('credentials.hash') ?? '' };
  return { ...raw, credentials, timeouts, ...(tokens && { webhook: { tokens } }) };
}

function asNumber(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

function asBoolean(text: string | undefined): boolean | string | undefined {
  return text === 'true' || text === 'false' ? text === 'true' : text;
}
