// starts: PostgreSQL
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { becomes } from '../test-support/becomes.js';
import { message, number } from '../test-support/messages.js';
import { type Instance, OutboxBench } from '../test-support/outbox.js';
import { StatementRecorder } from '../test-support/statement-recorder.js';
import type { Campaign } from './campaign.js';
import type { CampaignRecipient } from './outbox.types.js';

const RECIPIENTS = 50_000;
const A_TURN = 2_000;

let bench: OutboxBench;
let waiting: Instance;
beforeAll(async () => {
  bench = await OutboxBench.start();
  waiting = await bench.instance('costs', { run: false });
});
afterAll(() => bench.stop());

/** Every tenth text has two parts. */
function* people(): Generator<CampaignRecipient> {
  for (let index = 0; index < RECIPIENTS; index += 1)
    yield { to: number(), values: { ad: `${index}`.padEnd(index % 10 === 0 ? 200 : 5, 'a') } };
}

/** Runs something, and returns how often other work had a turn of the event loop meanwhile. */
async function turnsDuring(run: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isRunning = true;
  const take = () => {
    turns += 1;
    if (isRunning) setImmediate(take);
  };
  setImmediate(take);
  await run();
  isRunning = false;
  return turns;
}

const FIGURES = { billed: 0, estimated: 55_000 };

describe(`the costs of ${RECIPIENTS.toLocaleString('en')} personal texts`, () => {
  let campaign: Campaign;
  beforeAll(async () => {
    campaign = await waiting.outbox.enqueueMany(people(), {
      kind: 'transactional',
      template: 'Merhaba {ad}, randevunuz yarın.',
    });
  });

  it(`are counted while other work has a turn after every ${A_TURN.toLocaleString('en')} texts`, async () => {
    const costs: unknown[] = [];
    const turns = await turnsDuring(async () => costs.push(await campaign.costs()));
    expect(costs).toMatchObject([{ ...FIGURES, parts: { min: 1, max: 2 } }]);
    expect(turns).toBeGreaterThanOrEqual(RECIPIENTS / A_TURN);
  });

  it('are counted once, also for people who ask at the same moment', async () => {
    const other = waiting.outbox.campaign((await waiting.outbox.duplicate(campaign.id)).id);
    const recorder = new StatementRecorder();
    try {
      const readsOfTexts = () => recorder.sent.filter(({ text }) => text.includes('texts[')).length;
      const both = await Promise.all([other.costs(), other.costSums()]);
      expect(both).toMatchObject([FIGURES, FIGURES]);
      const once = readsOfTexts();
      expect(once).toBeGreaterThan(0);
      await other.costs();
      expect(readsOfTexts()).toBe(once);
    } finally {
      recorder.stop();
    }
  });
});

describe('the sums of a campaign that the provider has billed', () => {
  it('are read without its texts', async () => {
    const sending = await bench.instance('costs-billed');
    const campaign = await sending.outbox.enqueue(message(number()));
    await becomes(async () => (await campaign.progress()).cost, 1);
    const recorder = new StatementRecorder();
    try {
      expect(await campaign.costSums()).toEqual({ billed: 1, estimated: 0 });
      expect(recorder.sent.filter(({ text }) => text.includes('texts['))).toEqual([]);
    } finally {
      recorder.stop();
    }
  });
});
