#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { PROFILES, type Profile } from './quirks/quirks.js';
import { startEmulator } from './start.js';
import { version } from './version.js';

const HELP = `iletimerkezi-emulator ${version}: the SMS provider iletiMerkezi on your machine

Usage: iletimerkezi-emulator [options]

  --port N               port to listen on; 0, the default, takes a free one
  --host H               address to bind (127.0.0.1); the emulator has no access control
  --profile P            seed (documented, default), observed or legacy behaviour
  --help, --version

On start it prints one line of JSON with its URL. Default account: key "emulator", hash "emulator".
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      host: { type: 'string' },
      profile: { type: 'string' },
      help: { type: 'boolean' },
      version: { type: 'boolean' },
    },
  });
  if (values.help) return void process.stdout.write(HELP);
  if (values.version) return void process.stdout.write(`${version}\n`);
  const emulator = await startEmulator({
    port: readPort(values.port),
    host: values.host,
    profile: readProfile(values.profile),
  });
  const stop = (): void => {
    process.off('SIGTERM', stop);
    process.off('SIGINT', stop);
    void emulator.close();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.stdout.write(`${JSON.stringify({ url: emulator.url })}\n`);
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Error('--port is a number from 0 to 65535.');
}

function readProfile(name: string | undefined): Profile | undefined {
  const profile = PROFILES.find((known) => known === name);
  if (name === undefined || profile) return profile;
  throw new Error(`--profile is one of ${PROFILES.join(', ')}.`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
