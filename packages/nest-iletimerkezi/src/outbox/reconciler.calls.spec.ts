import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IletimerkeziClient } from 'iletimerkezi-core';
import { type Emulator, startEmulator } from 'iletimerkezi-emulator';
import { sql } from 'kysely';
import { newId } from '../basics/ids.js';
import { FollowUpRepository, type OrderToCheck } from '../storage/outbox/follow-up.repository.js';
import { MigratedDatabase } from '../test-support/database.js';
import { pauseAfterListing } from './order-listing.js';
import { OUTBOX_DEFAULTS } from './outbox.options.js';
import { Reconciler } from './reconciler.js';

const MESSAGES = 10_000;
const UNKNOWN = 200;
const MOST_CALLS = 500;
const PATIENCE_MS = 240_000;

/** One in so many has no known outcome. */
const EVERY = MESSAGES / UNKNOWN;
/** Sent at the same moment, to save time. */
const TOGETHER = 5;

type Outcome = 'known' | 'unknown' | 'never left';

let database: MigratedDatabase;
beforeAll(async () => {
  database = await MigratedDatabase.open();
});
afterAll(() => database.close());

/** An order whose looks are still to come. */
interface Open {
  readonly order: OrderToCheck;
  checks: number;
  dueAt: number;
}

/** An account that sends to an emulator, on the emulator's clock, and looks up what has no known outcome. */
class Sender {
  readonly #account = newId();
  readonly #campaign = newId();
  readonly #open: Open[] = [];
  readonly #reconciler: Reconciler;
  readonly #client: IletimerkeziClient;
  #rows: object[] = [];
  #restsUntil = 0;
  calls = 0;
  found = 0;
  given = 0;

  constructor(private readonly emulator: Emulator) {
    this.#client = new IletimerkeziClient({
      credentials: { key: 'emulator', hash: 'emulator' },
      baseUrl: emulator.url,
      retry: false,
      fetch: (url, init) => {
        if (String(url).includes('/get-reports/')) this.calls += 1;
        return fetch(url, init);
      },
    });
    this.#reconciler = new Reconciler(this.#client, new FollowUpRepository(database.kysely, newId()));
  }

  async begin(): Promise<void> {
    await sql`insert into iletimerkezi.campaigns (id, account) values (${this.#campaign}, ${this.#account})`.execute(
      database.kysely,
    );
  }

  async send(index: number, outcome: Outcome): Promise<void> {
    const number = `+90537${String(index).padStart(7, '0')}`;
    const at = this.emulator.now();
    const { orderId } =
      outcome === 'never left'
        ? { orderId: null }
        : await this.#client.sendSms({
            sender: 'EMULATOR',
            kind: 'transactional',
            text: 'Kodunuz 1',
            recipients: [number],
          });
    const id = newId();
    this.#rows.push({
      id,
      number,
      at,
      state: outcome === 'known' ? 'settled' : 'unknown',
      provider: outcome === 'known' ? orderId : null,
    });
    if (outcome === 'known') return;
    const order: OrderToCheck = {
      id,
      claim: id,
      account: this.#account,
      state: 'unknown',
      sender: 'EMULATOR',
      recipientCount: 1,
      checks: 1,
      submittingAt: at,
      providerOrderId: null,
      delivered: 0,
      undelivered: 0,
      now: at,
    };
    this.#open.push({ order, checks: 0, dueAt: at.getTime() + (OUTBOX_DEFAULTS.lookUpAfterMs[0] ?? 0) });
  }

  /** Looks up what is due, as the loop of the outbox does. */
  async look(): Promise<void> {
    const now = this.emulator.now();
    const due = this.#open.filter(({ dueAt }) => dueAt <= now.getTime());
    if (due.length === 0 || now.getTime() < this.#restsUntil) return;
    await this.#flush();
    const looks = due.map((open) => {
      open.checks += 1;
      return { ...open.order, checks: open.checks, now };
    });
    const next = (checks: number): number | undefined => OUTBOX_DEFAULTS.lookUpAfterMs[checks];
    const findings = await this.#reconciler.lookUp(looks, ({ checks }) => next(checks) === undefined);
    this.#restsUntil = now.getTime() + pauseAfterListing(this.#reconciler.calls);
    for (const open of due) {
      const finding = findings.get(open.order.id);
      const again = next(open.checks);
      if (finding?.found === 'match') {
        this.found += 1;
        await sql`update iletimerkezi.orders set state = 'settled', provider_order_id = ${finding.providerOrderId}
          where id = ${open.order.id}`.execute(database.kysely);
      } else if (again === undefined) this.given += 1;
      else {
        open.dueAt = now.getTime() + again;
        continue;
      }
      this.#open.splice(this.#open.indexOf(open), 1);
    }
  }

  get isDone(): boolean {
    return this.#open.length === 0;
  }

  async #flush(): Promise<void> {
    const rows = JSON.stringify(this.#rows.splice(0));
    const given = sql`jsonb_to_recordset(${rows}::jsonb)
      as r (id uuid, number text, at timestamptz, state text, provider text)`;
    await sql`insert into iletimerkezi.orders (id, campaign_id, account, lane, state, sender, kind, texts,
        recipient_count, submitting_at, provider_order_id)
      select id, ${this.#campaign}, ${this.#account}, 'instant', state, 'EMULATOR', 'transactional', '{Kodunuz 1}', 1,
        at, provider from ${given}`.execute(database.kysely);
    await sql`insert into iletimerkezi.recipients (campaign_id, order_id, number)
      select ${this.#campaign}, id, number from ${given}`.execute(database.kysely);
  }
}

describe('looking up 200 orders of unknown outcome among 10,000', () => {
  it.each([['over a day, every fourth never sent', 8_640, 4]])(
    'takes at most 500 get-reports calls: %s',
    async (_, everyMs, neverSent) => {
      const emulator = await startEmulator();
      try {
        const sender = new Sender(emulator);
        await sender.begin();
        const outcomeOf = (index: number): Outcome => {
          if (index % EVERY > 0) return 'known';
          return neverSent > 0 && (index / EVERY) % neverSent === 0 ? 'never left' : 'unknown';
        };
        for (let first = 0; first < MESSAGES; first += TOGETHER) {
          const indexes = Array.from({ length: TOGETHER }, (__, offset) => first + offset);
          await Promise.all(indexes.map((index) => sender.send(index, outcomeOf(index))));
          emulator.advance(everyMs * TOGETHER);
          await sender.look();
        }
        for (let seconds = 0; !sender.isDone && seconds < 3_600; seconds += 1) {
          emulator.advance(1_000);
          await sender.look();
        }
        const never = neverSent === 0 ? 0 : UNKNOWN / neverSent;
        expect({ found: sender.found, given: sender.given }).toEqual({
          found: UNKNOWN - never,
          given: never,
        });
        expect(sender.calls).toBeLessThanOrEqual(MOST_CALLS);
      } finally {
        await emulator.close();
      }
    },
    PATIENCE_MS,
  );
});
