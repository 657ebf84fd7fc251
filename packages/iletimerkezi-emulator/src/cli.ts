#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parse as parseYaml } from 'yaml';
import { faultyQuirks, PROFILES, type Profile, type Quirks } from './quirks/quirks.js';
import { readSeed } from './seed/schema.js';
import type { Seed } from './seed/apply.js';
import { startEmulator, type EmulatorOptions } from './start.js';
import { version } from './version.js';

const HELP = `iletimerkezi-emulator ${version}: the SMS provider iletiMerkezi on your machine

Usage: iletimerkezi-emulator [options]

  --port N                 port to listen on; 0, the default, takes a free one
  --host H                 address to bind (127.0.0.1); the emulator has no access control
  --seed FILE              starting state, JSON or YAML; without it one account, key and hash "emulator"
  --data FILE              keep the state in this file over restarts
  --webhook URL            send the delivery reports of every account to this URL
  --profile P              behaviour: seed (as documented, the default), observed or legacy
  --quirk NAME=VALUE       turn one switch otherwise; may be given several times
  --accept-ms N            from order to "accepted by the operator" (50)
  --delivery-ms A-B        from there to "delivered": a number or a range (200-2000)
  --registry-delay-ms N    from iys-register to the record showing (0)
  --webhook-retry-ms LIST  waits between attempts (1000,5000,30000,300000,300000); "none" tries once
  --help, --version

Exit status: 0 stopped, 1 the emulator cannot start, 2 wrong usage.
Prints one line of JSON with its URL when it serves, and with the webhook's without its query; the page is at that URL, the control plane below
/_emulator (/_emulator/openapi.json describes it). SIGTERM and SIGINT stop it.
`;

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  seed: { type: 'string' },
  data: { type: 'string' },
  webhook: { type: 'string' },
  profile: { type: 'string' },
  quirk: { type: 'string', multiple: true },
  'accept-ms': { type: 'string' },
  'delivery-ms': { type: 'string' },
  'registry-delay-ms': { type: 'string' },
  'webhook-retry-ms': { type: 'string' },
  help: { type: 'boolean' },
  version: { type: 'boolean' },
} as const;

/** Wrong usage. The message says which option is wrong. */
class MisuseError extends Error {}

async function main(): Promise<void> {
  const values = readOptions();
  if (values.help) return void process.stdout.write(HELP);
  if (values.version) return void process.stdout.write(`${version}\n`);
  const accept = values['accept-ms'];
  const registry = values['registry-delay-ms'];
  const delivery = values['delivery-ms'];
  const retry = values['webhook-retry-ms'];
  const settings: NonNullable<EmulatorOptions['settings']> = {
    ...(accept !== undefined && { acceptMs: readMilliseconds('--accept-ms', accept) }),
    ...(registry !== undefined && { registryDelayMs: readMilliseconds('--registry-delay-ms', registry) }),
    ...(delivery !== undefined && { deliveryMs: readRange(delivery) }),
    ...(retry !== undefined && { retry: { delaysMs: readList(retry) } }),
  };
  const emulator = await startEmulator({
    port: readPort(values.port),
    host: values.host,
    seed: values.seed === undefined ? undefined : await readSeedFile(values.seed),
    dataFile: values.data,
    webhook: readWebhook(values.webhook),
    profile: readProfile(values.profile),
    quirks: readQuirks(values.quirk ?? []),
    settings,
    onWarning: (line) => process.stderr.write(`warning: ${line}\n`),
  });
  const stop = (): void => {
    process.off('SIGTERM', stop);
    process.off('SIGINT', stop);
    emulator.close().catch(fail);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  const webhook = values.webhook === undefined ? {} : { webhook: withoutQuery(values.webhook) };
  process.stdout.write(`${JSON.stringify({ url: emulator.url, ...webhook })}\n`);
}

/** @throws MisuseError for an unknown option, a missing value or an extra argument. */
function readOptions() {
  // `--help` counts even if another argument is wrong.
  const args = process.argv.includes('--help') ? ['--help'] : process.argv.slice(2);
  try {
    return parseArgs({ args, options: OPTIONS }).values;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // The platform appends advice for arguments that start with a dash.
    throw new MisuseError(
      message.replace(/\. To specify a positional argument[\s\S]*$/, '').replace(/\.?$/, '.'),
    );
  }
}

function readPort(text = '0'): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new MisuseError('--port is a number from 0 to 65535.');
}

function readWebhook(url: string | undefined): string | undefined {
  if (url === undefined || (/^https?:\/\//.test(url) && URL.canParse(url))) return url;
  throw new MisuseError('--webhook is an http or https URL.');
}

/** Leaves out the query, which usually has the token. */
function withoutQuery(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

function readProfile(name: string | undefined): Profile | undefined {
  const profile = PROFILES.find((known) => known === name);
  if (name === undefined || profile) return profile;
  throw new MisuseError(`--profile is one of ${PROFILES.join(', ')}.`);
}

function readQuirks(pairs: readonly string[]): Partial<Quirks> {
  const changes = Object.fromEntries(
    pairs.map((pair) => {
      const split = pair.indexOf('=');
      if (split < 1) throw new MisuseError('--quirk is written NAME=VALUE.');
      return [pair.slice(0, split), pair.slice(split + 1)];
    }),
  );
  const faults = faultyQuirks(changes);
  if (faults.length > 0)
    throw new MisuseError(`--quirk: ${faults.join('; ')}. GET /_emulator/quirks lists all.`);
  return changes;
}

async function readSeedFile(path: string): Promise<Seed> {
  try {
    // JSON is YAML, so one reader serves both.
    const document: unknown = parseYaml(await readFile(path, 'utf8'));
    return readSeed(document ?? {});
  } catch (error) {
    throw new Error(`--seed ${path}: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
}

function readMilliseconds(option: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new MisuseError(`${option} is a number of milliseconds.`);
}

function readRange(text: string): [number, number] {
  const match = /^(\d+)(?:-(\d+))?$/.exec(text);
  if (!match) throw new MisuseError('--delivery-ms is a number of milliseconds or a range such as 200-2000.');
  const least = Number(match[1]);
  return [least, Math.max(least, Number(match[2] ?? least))];
}

function readList(text: string): number[] {
  if (text === 'none') return [];
  if (/^\d+(,\d+)*$/.test(text)) return text.split(',').map(Number);
  throw new MisuseError('--webhook-retry-ms is a list of milliseconds such as 1000,5000, or none.');
}

function fail(error: unknown): void {
  const isMisuse = error instanceof MisuseError;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`iletimerkezi-emulator: ${message}${isMisuse ? ' See --help.' : ''}\n`);
  process.exitCode = isMisuse ? 2 : 1;
}

main().catch(fail);
