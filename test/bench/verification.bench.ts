/**
 * Phone verification beside the calls that it consists of, in the same moments: `start` beside a plain `enqueue` of one message,
 * with nothing else and while a campaign of a million recipients is sent; `check` beside one bare update. The emulator is a
 * process of its own.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { OutboxService, PhoneVerificationService } from 'nest-iletimerkezi';
import { openHost } from '../support/nest-host.ts';
import { startEmulatorProcess } from './emulator-process.ts';
import { defineBench, type Measured, QUICK, type Row, row, selectCases, summarise } from './harness.ts';
import { BareTable } from './references.ts';

const RECIPIENTS = QUICK ? 50_000 : 1_000_000;
const WARM_UP = QUICK ? 20 : 100;
const ALONE = QUICK ? 100 : 1_200;
/** Starts beside campaigns, at least. */
const BESIDE = QUICK ? 20 : 600;
const INTERVAL_MS = 25;
const BARE_ROWS = 100_000;
const HOUR = 3_600_000;
/** The journal has times without fractions of a millisecond. This is what they lack on average. */
const CUT_OFF_MS = 0.5;
const PLAIN = 'a plain enqueue of one message';
const BARE = 'one bare update by key';

export default defineBench('verification', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'iletimerkezi-verification-'));
  const { child, url } = await startEmulatorProcess();
  const app = await openHost({
    dir,
    baseUrl: url,
    phoneVerification: {
      hashKeys: ['a key of the benchmark, which is long enough'],
      // As many windows as by default. The bench sends more messages than an account usually does.
      limits: {
        account: [
          { limit: 10_000, perMs: HOUR },
          { limit: 10_000, perMs: 24 * HOUR },
        ],
      },
    },
    logger: ['error', 'warn'],
  });
  try {
    const outbox = app.get(OutboxService);
    const verification = app.get(PhoneVerificationService);
    const pair = new Pair(outbox, verification, url);
    await pair.run((sent) => sent < WARM_UP);
    const rows: Omit<Row, 'bench'>[] = [];
    for (const measure of Object.values(selectCases(CASES)))
      rows.push(...(await measure({ outbox, verification, pair, dir, url })));
    return rows;
  } finally {
    await app.close();
    child.kill();
    rmSync(dir, { recursive: true, force: true });
  }
});

interface Bench {
  readonly outbox: OutboxService;
  readonly verification: PhoneVerificationService;
  readonly pair: Pair;
  readonly dir: string;
  readonly url: string;
}

const CASES: Readonly<Record<string, (bench: Bench) => Promise<Omit<Row, 'bench'>[]>>> = {
  async alone({ verification, pair, dir, url }) {
    const alone = await pair.run((sent) => sent < ALONE);
    const table = await BareTable.open(dir);
    await table.insert(BARE_ROWS);
    const checks = await measureChecks(verification, { url, ids: alone.ids, table });
    await table.close();
    return [
      ...rowsOf('start to the provider', alone),
      checkRow('check of the right code', checks.right, checks.bare),
      checkRow('check of a wrong code', checks.wrong, checks.bare),
    ];
  },
  async campaign({ outbox, pair }) {
    let started = 0;
    // A campaign is sent in seconds. One after the other is sent until there are enough samples for a p99.
    const send = async (): Promise<void> => {
      for (let n = 1; started < BESIDE; n += 1) {
        const message = { kind: 'transactional', text: `Kampanya ${n} başladı` } as const;
        const campaign = await outbox.enqueueMany(numbers(RECIPIENTS), message);
        while ((await campaign.progress()).submitted < RECIPIENTS) await sleep(200);
      }
    };
    let isSending = true;
    const sending = send().finally(() => (isSending = false));
    const more = (sent: number): boolean => {
      started = sent;
      return isSending;
    };
    const [beside] = await Promise.all([pair.run(more), sending]);
    return rowsOf(`start to the provider, beside a campaign of ${RECIPIENTS.toLocaleString('en')}`, beside);
  },
};

interface Pairs {
  readonly started: readonly number[];
  readonly enqueued: readonly number[];
  /** Numbers of the started verifications, and their ids. */
  readonly ids: ReadonlyMap<string, string>;
}

function rowsOf(title: string, { started, enqueued }: Pairs): Omit<Row, 'bench'>[] {
  const rowFor = (name: string, ours: Measured, plain: Measured) =>
    row({
      case: `${title}, ${name} of ${started.length}`,
      unit: 'ms',
      ours,
      peers: { [PLAIN]: plain },
      bar: { peers: { [PLAIN]: 1 / 1.5 } },
      higherIsBetter: false,
    });
  return [
    rowFor('median', summarise(started), summarise(enqueued)),
    rowFor('p99', summarise([p99Of(started)]), summarise([p99Of(enqueued)])),
  ];
}

const checkRow = (title: string, ours: Measured, bare: Measured): Omit<Row, 'bench'> =>
  row({
    case: title,
    unit: 'ms',
    ours,
    peers: { [BARE]: bare },
    bar: { peers: { [BARE]: 1 / 3 } },
    higherIsBetter: false,
  });

const p99Of = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN;

/** Checks a wrong and the right code of each verification, each beside a bare update. */
async function measureChecks(
  verification: PhoneVerificationService,
  { url, ids, table }: { url: string; ids: ReadonlyMap<string, string>; table: BareTable },
): Promise<Record<'right' | 'wrong' | 'bare', Measured>> {
  const response = await fetch(`${url}/_emulator/inbox?code=true&limit=10000`);
  const messages = (await response.json()) as { to: string; code: string }[];
  const times = { right: [] as number[], wrong: [] as number[], bare: [] as number[] };
  for (const { to, code } of messages) {
    const id = ids.get(to);
    if (id === undefined) continue;
    const wrongCode = code.replace(/^\d/, (digit) => String((Number(digit) + 1) % 10));
    for (const [kind, tried, expected] of [
      ['wrong', wrongCode, 'wrong'],
      ['right', code, 'verified'],
    ] as const) {
      times.bare.push(await table.update());
      const started = performance.now();
      const { status } = await verification.check({ id, code: tried });
      times[kind].push(performance.now() - started);
      if (status !== expected) throw new Error(`A ${kind} code is ${status}.`);
    }
  }
  if (times.right.length < ids.size) throw new Error('A code did not arrive.');
  return { right: summarise(times.right), wrong: summarise(times.wrong), bare: summarise(times.bare) };
}

function* numbers(count: number): Generator<string> {
  for (let n = 0; n < count; n += 1) yield `+90530${String(n).padStart(7, '0')}`;
}

/** Starts verifications and enqueues plain messages in turn, at a fixed interval, each without waiting for the one before. */
class Pair {
  readonly #outbox: OutboxService;
  readonly #verification: PhoneVerificationService;
  readonly #url: string;
  #count = 0;

  constructor(outbox: OutboxService, verification: PhoneVerificationService, url: string) {
    this.#outbox = outbox;
    this.#verification = verification;
    this.#url = url;
  }

  /** Continues while `more` is true for the number of verifications. */
  async run(more: (sent: number) => boolean): Promise<Pairs> {
    const starts = new Map<string, number>();
    const plain = new Map<string, number>();
    const ids = new Map<string, string>();
    const calls: Promise<unknown>[] = [];
    while (more(starts.size)) {
      const first = this.#count;
      this.#count += 1;
      const phone = numberOf('531', first);
      starts.set(phone, now());
      const started = this.#verification.start({ phone, purpose: 'sign-in', ip: addressOf(first) });
      calls.push(started.then(({ id }) => ids.set(phone, id)));
      await sleep(INTERVAL_MS);
      const recipient = numberOf('532', first);
      plain.set(recipient, now());
      const message = { kind: 'transactional', text: `Kodunuz ${first}`, recipients: [recipient] } as const;
      calls.push(this.#outbox.enqueue(message));
      await sleep(INTERVAL_MS);
    }
    await Promise.all(calls);
    const arrivals = await this.#arrivals([...starts.keys(), ...plain.keys()]);
    const waits = (all: ReadonlyMap<string, number>): number[] =>
      [...all].map(([number, at]) => (arrivals.get(number) ?? Number.NaN) - at);
    return { started: waits(starts), enqueued: waits(plain), ids };
  }

  /** Returns when the provider had the request of each recipient, by the emulator's journal. */
  async #arrivals(expected: readonly string[]): Promise<Map<string, number>> {
    const found = new Map<string, number>();
    const missing = new Set(expected);
    while (missing.size > 0) {
      await sleep(200);
      const response = await fetch(`${this.#url}/_emulator/journal?limit=5000`);
      const entries = (await response.json()) as { at: string; durationMs: number; request: unknown }[];
      for (const { at, durationMs, request } of entries) {
        const recipient = /\+9053[12]\d{7}/.exec(JSON.stringify(request ?? null))?.[0];
        if (recipient === undefined || !missing.delete(recipient)) continue;
        found.set(recipient, new Date(at).getTime() + CUT_OFF_MS - durationMs);
      }
    }
    return found;
  }
}

const now = (): number => performance.timeOrigin + performance.now();

/** Spreads numbers over prefixes, so that no limit of a prefix is reached. */
const numberOf = (carrier: string, index: number): string =>
  `+90${carrier}${String(index % 1_000).padStart(3, '0')}${String(Math.floor(index / 1_000)).padStart(4, '0')}`;

const addressOf = (index: number): string => `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
