import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { number } from '../test-support/messages.js';
import { OutboxBench } from '../test-support/outbox.js';
import { removeDigest } from '../test-support/outbox-tables.js';
import { pgTransaction } from '../tx/pg.js';
import pg from 'pg';
import type { OutboxService } from './outbox.service.js';
import type { CampaignRecipient, OutboxMessage } from './outbox.types.js';

let bench: OutboxBench;
let outbox: OutboxService;
beforeAll(async () => {
  bench = await OutboxBench.start();
  ({ outbox } = await bench.instance('dedupe', { run: false }));
});
afterAll(() => bench.stop());

let keys = 0;
const freshKey = (): string => `key ${(keys += 1)}`;
const [one, two] = [number(), number()];
const message = { kind: 'transactional', text: 'Kodunuz 1', recipients: [one, two] } as const;

describe('a dedupeKey that is already in use', () => {
  it('returns the first campaign for the same content in any notation', async () => {
    const dedupeKey = freshKey();
    const { id } = await outbox.enqueue(message, { dedupeKey });
    const same: OutboxMessage[] = [
      message,
      { ...message, recipients: [two, one] },
      { ...message, recipients: [one.replace('+90', '0'), two] },
      { ...message, sender: 'EMULATOR' },
    ];
    for (const again of same) expect((await outbox.enqueue(again, { dedupeKey })).id).toBe(id);
    expect((await outbox.enqueue(message, { dedupeKey, notAfter: new Date(Date.now() + 60_000) })).id).toBe(
      id,
    );
    expect((await outbox.enqueueMany([two, one], message, { dedupeKey })).id).toBe(id);
    expect((await outbox.campaign(id).progress()).recipients).toBe(2);
  });

  it.each<[string, Partial<OutboxMessage> & object]>([
    ['text', { text: 'Kodunuz 2' }],
    ['recipient', { recipients: [one, number()] }],
    ['number of recipients', { recipients: [one] }],
    ['sender', { sender: 'SHOP' }],
    ['kind', { kind: 'commercial', audience: 'BIREYSEL' }],
    ['sendAt', { sendAt: new Date('2030-01-31T10:00:00Z') }],
  ])('refuses another %s and names the first campaign', async (_, change) => {
    const dedupeKey = freshKey();
    const { id } = await outbox.enqueue(message, { dedupeKey });
    const other = { ...message, ...change } as typeof message;
    const before = (await outbox.campaigns({ limit: 1_000 })).length;
    for (const refused of [
      outbox.enqueue(other, { dedupeKey }),
      outbox.enqueueMany(other.recipients, other, { dedupeKey }),
    ]) {
      const error: unknown = await refused.catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'dedupe-conflict', campaignId: id });
      expect(String(error)).toContain(id);
      expect(String(error)).not.toContain(dedupeKey);
    }
    expect((await outbox.campaigns({ limit: 1_000 })).length).toBe(before);
    expect((await outbox.enqueue(other, { dedupeKey, otherContent: 'ignore' })).id).toBe(id);
  });

  // guarantee: G-018
  it('compares the content of a stream, and does not read it with `otherContent: ignore`', async () => {
    const dedupeKey = freshKey();
    const people: CampaignRecipient[] = Array.from({ length: 2_500 }, (_, index) => ({
      to: number(),
      text: `Kodunuz ${index % 7}`,
    }));
    const head = { kind: 'transactional' } as const;
    const { id } = await outbox.enqueueMany(people, head, { dedupeKey });
    expect((await outbox.enqueueMany(people.toReversed(), head, { dedupeKey })).id).toBe(id);
    const other = [...people.slice(1), { to: number(), text: 'Kodunuz 1' }];
    await expect(outbox.enqueueMany(other, head, { dedupeKey })).rejects.toMatchObject({
      code: 'dedupe-conflict',
      campaignId: id,
    });
    let read = 0;
    function* counted() {
      for (const person of other) {
        read += 1;
        yield person;
      }
    }
    expect((await outbox.enqueueMany(counted(), head, { dedupeKey, otherContent: 'ignore' })).id).toBe(id);
    expect(read).toBeLessThanOrEqual(1_000);
  });

  it('is scoped to the account', async () => {
    const dedupeKey = freshKey();
    const { id } = await outbox.enqueue(message, { dedupeKey });
    const other = (await bench.instance('dedupe-other', { run: false })).outbox;
    expect((await other.enqueue({ ...message, text: 'Kodunuz 9' }, { dedupeKey })).id).not.toBe(id);
  });

  it('leaves the host’s transaction usable when the message is refused', async () => {
    const dedupeKey = freshKey();
    await outbox.enqueue(message, { dedupeKey });
    const client = new pg.Client(bench.database.connection);
    await client.connect();
    await client.query('begin');
    const tx = pgTransaction(client);
    const refused = outbox.enqueue({ ...message, text: 'Kodunuz 2' }, { dedupeKey, tx });
    await expect(refused).rejects.toMatchObject({ code: 'dedupe-conflict' });
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await client.query('commit');
    await client.end();
  });

  it('returns the first campaign when its content digest is no longer stored', async () => {
    const dedupeKey = freshKey();
    const { id } = await outbox.enqueue(message, { dedupeKey });
    await removeDigest(bench.database.kysely, id);
    expect((await outbox.enqueue({ ...message, text: 'Kodunuz 2' }, { dedupeKey })).id).toBe(id);
  });
});
