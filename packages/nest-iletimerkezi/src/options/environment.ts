import type { DynamicModule } from '@nestjs/common';
import type { IletimerkeziOptions } from './iletimerkezi.options.js';
import { ENVIRONMENT } from './tokens.js';

/** Source of environment variables: a subset of `ConfigService`. */
export interface Environment {
  get(name: string): unknown;
}

class EnvironmentModule {}

/**
 * Provides {@link ENVIRONMENT}: the host's `ConfigService`, which also reads `.env` files, or `process.env` when
 * `@nestjs/config` is not installed.
 */
export async function environmentModule(): Promise<DynamicModule> {
  const config = await import('@nestjs/config').catch(() => undefined);
  if (config === undefined) {
    const environment: Environment = { get: (name) => process.env[name] };
    return {
      module: EnvironmentModule,
      providers: [{ provide: ENVIRONMENT, useValue: environment }],
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

/** Environment variables by option path. Faults contain the variable next to the path. */
export const VARIABLES: Readonly<Record<string, string>> = {
  'credentials.key': 'ILETIMERKEZI_KEY',
  'credentials.hash': 'ILETIMERKEZI_HASH',
  baseUrl: 'ILETIMERKEZI_BASE_URL',
  defaultSender: 'ILETIMERKEZI_SENDER',
  brandCode: 'ILETIMERKEZI_BRAND_CODE',
  characterMode: 'ILETIMERKEZI_CHARACTER_MODE',
  abroad: 'ILETIMERKEZI_ABROAD',
  'brand.title': 'ILETIMERKEZI_BRAND_TITLE',
  'brand.identity.mersis': 'ILETIMERKEZI_BRAND_MERSIS',
  'brand.contact': 'ILETIMERKEZI_BRAND_CONTACT',
  'brand.optOut': 'ILETIMERKEZI_BRAND_OPT_OUT',
  'optOut.url': 'ILETIMERKEZI_OPT_OUT_URL',
  'optOut.secrets': 'ILETIMERKEZI_OPT_OUT_SECRETS',
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

/**
 * Reads the options of an account from the variables `ILETIMERKEZI_*`. Absent and blank variables are ignored.
 * Use it to build options in a factory: `useFactory: (config: ConfigService) => ({ ...readEnvironment(config), outbox })`.
 *
 * | variable | option | type |
 * | --- | --- | --- |
 * | `ILETIMERKEZI_KEY`, `ILETIMERKEZI_HASH` | `credentials` | text; empty texts when absent |
 * | `ILETIMERKEZI_BASE_URL` | `baseUrl` | URL |
 * | `ILETIMERKEZI_SENDER` | `defaultSender` | text |
 * | `ILETIMERKEZI_BRAND_CODE` | `brandCode` | digits, as text |
 * | `ILETIMERKEZI_CHARACTER_MODE` | `characterMode` | `english`, `turkish` or `unicode` |
 * | `ILETIMERKEZI_ABROAD` | `abroad` | `true` or `false` |
 * | `ILETIMERKEZI_BRAND_TITLE`, `ILETIMERKEZI_BRAND_MERSIS` | `brand` | texts; a tradesperson’s identity is set in code |
 * | `ILETIMERKEZI_BRAND_CONTACT` | `brand.contact` | a phone number, an e-mail address or another address |
 * | `ILETIMERKEZI_BRAND_OPT_OUT` | `brand.optOut` | `RET 4050`, or a phone number |
 * | `ILETIMERKEZI_OPT_OUT_URL`, `ILETIMERKEZI_OPT_OUT_SECRETS` | `optOut` | URL; texts, separated by commas |
 * | `ILETIMERKEZI_WEBHOOK_TOKENS` | `webhook.tokens` | texts, separated by commas |
 * | `ILETIMERKEZI_STORAGE_DIR`, `_URL`, `_LISTEN_URL` | `storage` | path; `postgres://` URLs |
 * | `ILETIMERKEZI_STORAGE_POOL` | `storage.pool` | whole number, 1 to 100 |
 * | `ILETIMERKEZI_CONNECT_TIMEOUT_MS`, `ILETIMERKEZI_RESPONSE_TIMEOUT_MS` | `timeouts` | milliseconds |
 * | `ILETIMERKEZI_DRAIN_TIMEOUT_MS` | `drainTimeoutMs` | milliseconds |
 * | `ILETIMERKEZI_ALLOW_LIVE_PROVIDER_IN_TESTS` | `allowLiveProviderInTests` | `true` or `false` |
 *
 * A value of another type is returned unchanged. The module's validation rejects it at boot and names the variable.
 * @param environment `ConfigService`, or `{ get: (name) => process.env[name] }`
 */
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
  const tokens = listOf(read('webhook.tokens'));
  const brand = readBrand(read);
  put(raw, 'brand', brand);
  const [url, secrets] = [read('optOut.url'), listOf(read('optOut.secrets'))];
  if (url !== undefined || secrets !== undefined) raw['optOut'] = { url, secrets };
  const storage = {};
  for (const name of ['dir', 'url', 'listenUrl']) put(storage, name, read(`storage.${name}`));
  put(storage, 'pool', asNumber(read('storage.pool')));
  if (Object.keys(storage).length > 0) raw['storage'] = storage;
  const credentials = { key: read('credentials.key') ?? '', hash: read('credentials.hash') ?? '' };
  return { ...raw, credentials, timeouts, ...(tokens && { webhook: { tokens } }) };
}

function listOf(text: string | undefined): string[] | undefined {
  return text?.split(',').map((entry) => entry.trim());
}

/** Returns the brand of the environment; undefined without any of its variables. */
function readBrand(read: (path: string) => string | undefined): object | undefined {
  const [title, mersis] = [read('brand.title'), read('brand.identity.mersis')];
  const [contact, optOut] = [read('brand.contact'), read('brand.optOut')];
  if ([title, mersis, contact, optOut].every((value) => value === undefined)) return undefined;
  const [keyword, ...number] = optOut?.split(/\s+/) ?? [];
  const isPhone = (text: string): boolean => /^[+\d][\d\s().-]*$/.test(text);
  return {
    title,
    ...(mersis !== undefined && { identity: { mersis } }),
    ...(contact !== undefined && {
      contact: isPhone(contact)
        ? { phone: contact }
        : contact.includes('@')
          ? { email: contact }
          : { address: contact },
    }),
    ...(optOut !== undefined && {
      optOut: isPhone(optOut) ? { phone: optOut } : { keyword, number: number.join(' ') },
    }),
  };
}

function asNumber(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

function asBoolean(text: string | undefined): boolean | string | undefined {
  return text === 'true' || text === 'false' ? text === 'true' : text;
}
