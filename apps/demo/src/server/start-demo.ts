import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import type { Emulator } from 'iletimerkezi-emulator';
import { DemoModule } from './demo.module.js';
import { DemoSettings } from './demo-settings.js';
import { DemoStartError } from './demo-start-error.js';
import type { DemoArguments } from './cli.js';
import { chooseProvider, type AccountOptions } from './provider/choose-provider.js';
import { EMULATOR_ACCOUNT, startDemoEmulator, type EmulatorPace } from './provider/emulator.js';

export { DemoStartError } from './demo-start-error.js';

const HOST = '127.0.0.1';
/** Fifty thousand numbers of up to twenty characters, with room for the rest. */
const BODY_LIMIT = '4mb';

export interface DemoOptions extends Partial<DemoArguments> {
  /** Where credentials are looked for; nothing else is read from it. Default: no credentials. */
  env?: Readonly<Record<string, string | undefined>>;
  /** How fast the emulator delivers. */
  pace?: EmulatorPace;
  /** How often orders that no webhook finishes are looked up, in milliseconds. Default 5,000. */
  syncMs?: number;
}

export interface Demo {
  /** Address of the page and the API. */
  readonly url: string;
  /** What the command line prints once it serves. */
  readonly banner: string;
  /** The provider on this machine; absent with `real`. */
  readonly emulator?: Emulator;
  /** Ends streams, server and emulator. */
  close(): Promise<void>;
}

/**
 * Starts the demo on 127.0.0.1.
 * @throws DemoStartError when the port is taken or the credentials and the wish to use them do not agree
 */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const { port = 0, empty = false, real = false, env = {}, pace, syncMs = 5000 } = options;
  const choice = chooseProvider(real, env);
  const emulator = choice.provider === 'emulator' ? await startDemoEmulator({ empty, pace }) : undefined;
  const account: AccountOptions =
    choice.provider === 'real' ? choice.account : { ...EMULATOR_ACCOUNT, baseUrl: emulator?.url };
  const settings = new DemoSettings({
    provider: choice.provider,
    emulatorUrl: emulator?.url,
    characterMode: account.characterMode,
    syncMs,
    webRoot: fileURLToPath(new URL('../web', import.meta.url)),
  });
  // The provider signs nothing, so a secret in the address is what tells its calls from a stranger's.
  const token = randomBytes(24).toString('base64url');
  const app = await NestFactory.create<NestExpressApplication>(
    DemoModule.register(settings, { ...account, webhook: { tokens: [token] } }),
    // Silent until it serves: whatever keeps it from starting is thrown and told once, by the command line.
    { logger: false, forceCloseConnections: true, abortOnError: false },
  );
  const close = async () => {
    await app.close();
    await emulator?.close();
  };
  try {
    prepare(app, settings);
    await app.listen(port, HOST);
    app.useLogger(['error', 'warn']);
  } catch (error) {
    await close();
    throw whyNot(error, port);
  }
  const url = `http://${HOST}:${portOf(app)}`;
  emulator?.setWebhook(EMULATOR_ACCOUNT.credentials.key, `${url}/webhooks/iletimerkezi?token=${token}`);
  return { url, banner: bannerFor(url, settings), emulator, close };
}

function prepare(app: NestExpressApplication, settings: DemoSettings): void {
  app.use(
    helmet({
      contentSecurityPolicy: {
        // Plain http on the loopback address: there is nothing to upgrade to.
        directives: { 'upgrade-insecure-requests': null, 'font-src': ["'self'"], 'style-src': ["'self'"] },
      },
      strictTransportSecurity: false,
    }),
  );
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

/** One line with one address: scripts read it from stdout. */
function bannerFor(url: string, settings: DemoSettings): string {
  return settings.provider === 'emulator'
    ? `${url}  (with the emulator: no SMS leaves this machine; stop with Ctrl+C)`
    : `${url}  (with your real account: orders spend credits; stop with Ctrl+C)`;
}
