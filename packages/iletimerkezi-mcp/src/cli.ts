#!/usr/bin/env node
import { parseArgs } from 'node:util';
import type { Cap, Caps, McpPolicy, Permission } from './policy/policy.js';
import { PERMISSIONS } from './policy/policy.js';
import { version } from './version.js';

const HELP = `iletimerkezi-mcp ${version}: an MCP server for iletiMerkezi, on standard input and output

Usage: iletimerkezi-mcp [options]

  --allow LIST        groups of tools that may change something: send,consents,blacklist. Default: none, it only reads
  --emulator          starts the emulator and uses it instead of the provider: nothing is sent to anybody.
                      Needs the package iletimerkezi-emulator
  --test              messages without a sender use the provider's test sender APITEST
  --cap NAME=N        a cap on sends; may be given several times. Names: call.recipients (100), call.credits (500),
                      hour.recipients (500), hour.credits (2500), day.recipients (2000), day.credits (10000)
  --elicitation-only  accepts no confirmation token: clients that cannot ask a person change nothing
  --show-numbers      answers contain unmasked phone numbers and e-mail addresses
  --locale tr|en      language of texts and errors (default: tr)
  --help, --version

Reads ILETIMERKEZI_KEY and ILETIMERKEZI_HASH from the environment, otherwise ILETIMERKEZI_API_KEY and
ILETIMERKEZI_API_HASH as the provider's own server does, and the other variables of nest-iletimerkezi:
ILETIMERKEZI_SENDER, ILETIMERKEZI_BRAND_CODE, ILETIMERKEZI_STORAGE_DIR, ILETIMERKEZI_STORAGE_URL and so on. With storage,
messages go through the outbox; without it, only transactional messages can be sent.

Exit status: 0 the client closed the connection, 1 the server cannot start, 2 wrong usage.
`;

const OPTIONS = {
  allow: { type: 'string' },
  emulator: { type: 'boolean' },
  test: { type: 'boolean' },
  cap: { type: 'string', multiple: true },
  'elicitation-only': { type: 'boolean' },
  'show-numbers': { type: 'boolean' },
  locale: { type: 'string' },
  help: { type: 'boolean' },
  version: { type: 'boolean' },
} as const;

/** Wrong usage. The message says which option is wrong. */
class MisuseError extends Error {}

async function main(): Promise<void> {
  const values = readOptions();
  if (values.help) return void process.stdout.write(HELP);
  if (values.version) return void process.stdout.write(`${version}\n`);
  const policy: McpPolicy = {
    allow: readAllow(values.allow),
    caps: readCaps(values.cap ?? []),
    confirmation: values['elicitation-only'] ? 'elicitation' : 'any',
    showNumbers: values['show-numbers'],
    test: values.test,
    locale: readLocale(values.locale),
  };
  // `--help` and wrong usage load nothing else.
  const { serveAccount } = await import('./serve-account.js');
  await serveAccount({ policy, withEmulator: values.emulator === true });
}

/** @throws MisuseError for an unknown option, a missing value or an extra argument. */
function readOptions() {
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

function readAllow(text = ''): Permission[] {
  const names = text.split(',').filter((name) => name !== '');
  return names.map((name) => {
    const group = PERMISSIONS.find((known) => known === name);
    if (group === undefined) throw new MisuseError(`--allow is a list of ${PERMISSIONS.join(', ')}.`);
    return group;
  });
}

function readCaps(pairs: readonly string[]): McpPolicy['caps'] {
  const caps: Partial<Record<keyof Caps, Partial<Cap>>> = {};
  for (const pair of pairs) {
    const match = /^(call|hour|day)\.(recipients|credits)=([1-9]\d{0,9})$/.exec(pair);
    if (!match) throw new MisuseError('--cap is written NAME=N, such as call.recipients=500.');
    const period = match[1] === 'call' ? 'call' : match[1] === 'hour' ? 'hour' : 'day';
    const unit = match[2] === 'credits' ? 'credits' : 'recipients';
    caps[period] = { ...caps[period], [unit]: Number(match[3]) };
  }
  return caps;
}

function readLocale(text = 'tr'): 'tr' | 'en' {
  if (text === 'tr' || text === 'en') return text;
  throw new MisuseError('--locale is tr or en.');
}

function fail(error: unknown): void {
  const isMisuse = error instanceof MisuseError;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`iletimerkezi-mcp: ${message}${isMisuse ? ' See --help.' : ''}\n`);
  process.exitCode = isMisuse ? 2 : 1;
}

main().catch(fail);
