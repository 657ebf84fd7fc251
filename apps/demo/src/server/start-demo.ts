import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Emulator } from 'iletimerkezi-emulator';
import {
  StorageError,
  type IletimerkeziOptions,
  type OutboxOptions,
  type StorageOptions,
} from 'nest-iletimerkezi';
import { join } from 'node:path';
import type { Setup } from '../shared/api/setup.js';
import { openDataFolder } from './data/data-folder.js';
import { DemoModule } from './demo.module.js';
import { DemoSettings } from './demo-settings.js';
import { DemoStartError } from './demo-start-error.js';
import { describeApi } from './http/api-docs.js';
import { securityHeaders } from './http/headers.js';
import { requireLoopbackHost } from './http/loopback-host.js';
import { RunningRequests } from './http/running-requests.js';
import { SampleData } from './sample-data/sample-data.js';
import { TerminalLogger } from './terminal-logger.js';
import type { DemoArguments } from './cli.js';
import { chooseProvider, type AccountOptions } from './provider/choose-provider.js';
import {
  EMULATOR_ACCOUNT,
  joinEmulator,
  startDemoEmulator,
  DEFAULT_DELAYS,
  type EmulatorDelays,
  type DemoEmulator,
} from './provider/emulator.js';

export { DemoStartError } from './demo-start-error.js';

const HOST = '127.0.0.1';
/** The body limit: 500,000 numbers of up to 20 characters, plus the other fields. */
const BODY_LIMIT = '12mb';

export interface DemoOptions extends Partial<DemoArguments> {
  /** The environment from which only credentials are read. Default: no credentials. */
  env?: Readonly<Record<string, string | undefined>>;
  /** The delays of the emulator. */
  delays?: EmulatorDelays;
  /** The polling interval for reports of unfinished orders, in milliseconds. Default 5,000. */
  syncMs?: number;
  /** Options of the outbox for tests. */
  outbox?: OutboxOptions;
  /** Whether to create sample data: senders, consents and orders of a shop. Default false. */
  sampleData?: boolean;
}

export interface Demo {
  /** The URL of the page and the API. */
  readonly url: string;
  /** The line that the command prints when the server is ready. */
  readonly banner: string;
  /** The emulator; absent with `real`. */
  readonly emulator?: Emulator;
  /** Stops the streams, the server and the emulator. */
  close(): Promise<void>;
}

/**
 * Starts the demo on 127.0.0.1.
 * @throws DemoStartError if the port is in use, or if credentials and `real` do not match
 */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const { port = 0, env = {}, syncMs = 5000 } = options;
  const choice = chooseProvider(options.real ?? false, env);
  const folder = await openDataFolder(options.data);
  let provider: DemoEmulator | undefined;
  let app: NestExpressApplication | undefined;
  const close = async () => {
    await app?.close();
    await provider?.close();
    await folder.close();
  };
  try {
    if (choice.provider === 'emulator') provider = await openEmulator(options, folder.path);
    const account: AccountOptions =
      choice.provider === 'real' ? choice.account : { ...EMULATOR_ACCOUNT, baseUrl: provider?.url };
    const settings = new DemoSettings({
      provider: choice.provider,
      emulatorUrl: provider?.url,
      characterMode: account.characterMode,
      syncMs,
      keepsConsents: account.brandCode !== undefined,
      verifiesPhones: account.defaultSender !== undefined,
      webRoot: fileURLToPath(new URL('../web', import.meta.url)),
    });
    // The provider does not sign webhooks. A secret in the URL authenticates them.
    const token = randomBytes(24).toString('base64url');
    const storage: StorageOptions =
      options.storage === undefined ? { dir: join(folder.path, 'database') } : { url: options.storage };
    const outbox = { pollAfterMs: pollsFrom(syncMs), ...options.outbox };
    app = await NestFactory.create<NestExpressApplication>(
      DemoModule.register(settings, {
        ...account,
        storage,
        outbox,
        ...(settings.keepsConsents && registryOptions(choice.provider, options)),
        webhook: { tokens: [token] },
        ...(settings.verifiesPhones && {
          phoneVerification: {
            // A host keeps its key. Here, a restart invalidates codes that were sent before.
            hashKeys: [randomBytes(32)],
            // Everybody who uses the demo has this address.
            allow: { ips: ['127.0.0.1'] },
          },
        }),
      }),
      // No logs until the server is ready: startup errors are thrown and printed once by the command.
      { logger: false, forceCloseConnections: true, return503OnClosing: true, abortOnError: false },
    );
    prepare(app, settings);
    describeApi(app);
    await app.listen(port, HOST);
    app.useLogger(new TerminalLogger());
    const url = `http://${HOST}:${portOf(app)}`;
    await provider?.setWebhook(`${url}/webhooks/iletimerkezi?token=${token}`);
    if (options.sampleData === true && choice.provider === 'emulator') void app.get(SampleData).start();
    return { url, banner: bannerFor(url, settings), emulator: provider?.emulator, close };
  } catch (error) {
    await close();
    throw whyNot(error, port);
  }
}

function openEmulator(
  { emulator, empty = false, delays }: DemoOptions,
  folder: string,
): Promise<DemoEmulator> {
  return emulator === undefined
    ? startDemoEmulator({ empty, delays, folder })
    : joinEmulator(emulator, { empty });
}

/**
 * The emulator lists records after a short delay and has no query limit, so a run does not
 * wait an hour for new records. With the real provider the library's defaults apply.
 */
function registryOptions(
  provider: Setup['provider'],
  { emulator, delays = emulator === undefined ? DEFAULT_DELAYS : undefined }: DemoOptions,
): Pick<IletimerkeziOptions, 'verification' | 'consents'> {
  return provider === 'emulator'
    ? {
        verification: { registrationGracePeriodMs: delays?.registryDelayMs ?? 0 },
        consents: { checksPerSecond: 250 },
      }
    : { verification: {} };
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The polling intervals of reports: short at first, then longer. */
function pollsFrom(firstMs: number): number[] {
  const slowing = [
    MINUTE,
    5 * MINUTE,
    15 * MINUTE,
    HOUR,
    4 * HOUR,
    12 * HOUR,
    24 * HOUR,
    48 * HOUR,
    72 * HOUR,
  ];
  return [...Array.from({ length: 24 }, () => firstMs), ...slowing];
}

function prepare(app: NestExpressApplication, settings: DemoSettings): void {
  app.use(app.get(RunningRequests).follow);
  app.use(requireLoopbackHost);
  app.use(securityHeaders);
  app.useBodyParser('json', { limit: BODY_LIMIT });
  app.useStaticAssets(settings.webRoot, {
    index: false,
    setHeaders: (response, path) => {
      const named = path.includes('/assets/');
      response.setHeader('cache-control', named ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}

function portOf(app: NestExpressApplication): number {
  const address: unknown = app.getHttpServer().address();
  if (
    typeof address === 'object' &&
    address !== null &&
    'port' in address &&
    typeof address.port === 'number'
  ) {
    return address.port;
  }
  throw new DemoStartError('The server has no port although it listens.');
}

function whyNot(error: unknown, port: number): unknown {
  // Storage errors of the library state the correction in their message.
  if (error instanceof StorageError) return new DemoStartError(error.message);
  if (typeof error !== 'object' || error === null || !('code' in error)) return error;
  if (error.code === 'EADDRINUSE') {
    return new DemoStartError(
      `Port ${port} is in use. Start with another one: --port ${port + 1}, or --port 0 for any free one.`,
    );
  }
  if (error.code === 'EACCES') {
    return new DemoStartError(
      `Port ${port} is not open to this user. Take one above 1023, for example --port 4080.`,
    );
  }
  return error;
}

/** The line with the URL, which scripts read from stdout. */
function bannerFor(url: string, settings: DemoSettings): string {
  return settings.provider === 'emulator'
    ? `${url}  (with the emulator: no SMS leaves this machine; stop with Ctrl+C)`
    : `${url}  (with your real account: orders spend credits; stop with Ctrl+C)`;
}
