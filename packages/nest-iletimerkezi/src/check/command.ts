import { MisuseError, parseCommandLine } from '../common/command-line.js';
import { localeOf } from '../common/terminal-locale.js';
import { readEnvironment } from '../options/environment.js';
import type { CommandResult } from '../storage/command.js';
import type { CheckSettings } from './check.types.js';
import { reportJson, reportText } from './report.js';
import { runChecks } from './run-checks.js';

const PROVIDER = 'https://api.iletimerkezi.com';

const USAGE = `Usage: nest-iletimerkezi check [options]

Checks an account before it goes live: credentials, API access, senders, balance, brand code, webhook,
clock and character mode. Reads only; nothing is spent without --send.

  --send NUMBER       sends one message to your own number and waits for its report: as APITEST while
                      no sender is approved, otherwise as ILETIMERKEZI_SENDER. Costs up to one credit
  --webhook-url URL   the webhook's URL as entered in the panel, token included
  --json              prints one JSON document: { ok, provider, counts, checks }
  --lang tr|en        language of the report (default: the terminal's, from LANG)
  --timeout-ms N      timeout of each request (10000)
  --delivery-ms N     how long to wait for the delivery of the message (30000)
  --help

Reads ILETIMERKEZI_KEY, ILETIMERKEZI_HASH, ILETIMERKEZI_SENDER, ILETIMERKEZI_BRAND_CODE,
ILETIMERKEZI_CHARACTER_MODE, ILETIMERKEZI_BRAND_*, ILETIMERKEZI_OPT_OUT_URL, ILETIMERKEZI_BASE_URL and
ILETIMERKEZI_WEBHOOK_URL from the environment;
node --env-file=.env loads them from a file.

Exit status: 0 nothing failed, 1 a check failed, 2 wrong usage.
No credential, token or phone number is printed.
`;

const OPTIONS = {
  send: { type: 'string' },
  'webhook-url': { type: 'string' },
  json: { type: 'boolean' },
  lang: { type: 'string' },
  'timeout-ms': { type: 'string' },
  'delivery-ms': { type: 'string' },
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** Runs `nest-iletimerkezi check …`. Wrong usage and failed checks are reported by the exit code of the result. */
export async function runCheckCommand(argv: readonly string[], env: Environment): Promise<CommandResult> {
  try {
    const { values, isHelp } = parseCommandLine(argv, OPTIONS);
    if (isHelp) return { code: 0, out: USAGE, err: '' };
    const locale = localeOf(values.lang, env);
    const settings = settingsOf(values, env);
    const provider = new URL(settings.baseUrl ?? PROVIDER).origin;
    const results = await runChecks(settings);
    const out = values.json ? reportJson(results, provider) : reportText(results, locale, provider);
    return { code: results.some(({ status }) => status === 'failed') ? 1 : 0, out, err: '' };
  } catch (error) {
    if (error instanceof MisuseError) return { code: 2, out: '', err: `${error.message}\n\n${USAGE}` };
    throw error;
  }
}

type Values = ReturnType<typeof parseCommandLine<typeof OPTIONS>>['values'];

function settingsOf(values: Values, env: Environment): CheckSettings {
  const options = readEnvironment({ get: (name) => env[name] });
  const [key, hash] = [env['ILETIMERKEZI_KEY']?.trim(), env['ILETIMERKEZI_HASH']?.trim()];
  const webhookUrl = values['webhook-url'] ?? (env['ILETIMERKEZI_WEBHOOK_URL']?.trim() || undefined);
  if (options.baseUrl !== undefined && !URL.canParse(options.baseUrl))
    throw new MisuseError('ILETIMERKEZI_BASE_URL is not a URL.');
  const isProvider = options.baseUrl !== undefined && new URL(options.baseUrl).origin === PROVIDER;
  return {
    credentials: key && hash ? { key, hash } : undefined,
    baseUrl: isProvider ? undefined : options.baseUrl,
    defaultSender: options.defaultSender,
    brandCode: options.brandCode === undefined ? undefined : String(options.brandCode),
    content: { brand: options.brand, optOut: options.optOut },
    characterMode: env['ILETIMERKEZI_CHARACTER_MODE']?.trim() || undefined,
    webhookUrl,
    sendTo: values.send,
    timeoutMs: milliseconds('--timeout-ms', values['timeout-ms']),
    deliveryMs: milliseconds('--delivery-ms', values['delivery-ms']),
  };
}

function milliseconds(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d{1,9}$/.test(text) && value > 0) return value;
  throw new MisuseError(`${option} is a number of milliseconds above 0.`);
}
