// starts: PostgreSQL
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../storage/database.js';
import { becomes } from '../test-support/becomes.js';
import { setDatabaseClock, stopDatabaseClock } from '../test-support/database-clock.js';
import { number } from '../test-support/messages.js';
import { type Instance, OutboxBench, type Setting } from '../test-support/outbox.js';
import type { Campaign } from './campaign.js';
import type { EnqueueOptions } from './outbox.types.js';

let bench: OutboxBench;
let database: Database;
/** Sets the database's clock to a time in Türkiye. */
const setClock = (time: string) => setDatabaseClock(database.kysely, new Date(`${time}:00+03:00`));

beforeAll(async () => {
  bench = await OutboxBench.start({ quirks: { tacirConsent: 'opt-out' } });
  await stopDatabaseClock(bench.database.kysely);
  // Connections that are opened from now on use the stopped clock.
  database = new Database(bench.database.connection);
});
afterAll(async () => {
  await database.close();
  await bench.stop();
});

const instance = (account: string, setting: Setting) =>
  bench.instance(account, { retention: false }, undefined, { ...setting, database });

let texts = 0;
/** The provider refuses the same text to the same recipients within ten minutes. */
const newText = () => `Yarın başlıyor: ${(texts += 1)}. gün`;

const commercial = ({ outbox }: Instance, phone: string, options?: EnqueueOptions) =>
  outbox.enqueue({ kind: 'commercial', audience: 'TACIR', text: newText(), recipients: [phone] }, options);

const ended = async (campaign: Campaign) => {
  await becomes(async () => (await campaign.progress()).queued, 0);
  const { submitted, withheld } = await campaign.progress();
  return { submitted, withheld };
};

describe('a frequency cap', () => {
  // guarantee: G-124
  it('allows messages again after its days, and none because the clock was set back', async () => {
    await setClock('2030-12-03T12:00');
    const one = await instance('cap days', { frequencyCap: { messages: 1, days: 3 } });
    const phone = number();
    expect(await ended(await commercial(one, phone))).toEqual({ submitted: 1, withheld: 0 });
    for (const time of ['2030-12-06T11:59', '2030-12-03T08:00']) {
      await setClock(time);
      expect(await ended(await commercial(one, phone))).toEqual({ submitted: 0, withheld: 1 });
    }
    await setClock('2030-12-06T12:00');
    expect(await ended(await commercial(one, phone))).toEqual({ submitted: 1, withheld: 0 });
  });

  it('counts a message on the day on which the provider delivers it', async () => {
    await setClock('2030-12-03T12:00');
    const one = await instance('cap scheduled', { frequencyCap: { messages: 1, days: 2 } });
    const phone = number();
    const sendAt = new Date('2030-12-10T12:00:00+03:00');
    const scheduled = await one.outbox.enqueue({
      kind: 'commercial',
      audience: 'TACIR',
      text: newText(),
      recipients: [phone],
      sendAt,
    });
    expect(await ended(scheduled)).toEqual({ submitted: 1, withheld: 0 });
    expect(await ended(await commercial(one, phone))).toEqual({ submitted: 1, withheld: 0 });
    await setClock('2030-12-09T12:00');
    expect(await ended(await commercial(one, phone))).toEqual({ submitted: 0, withheld: 1 });
  });
});

describe('sending hours', () => {
  const sendingHours = { from: '09:00', to: '21:00' };

  // guarantee: G-125
  it('delay a commercial order until they open, by the clock of the database, and say so', async () => {
    await setClock('2030-12-03T22:30');
    const one = await instance('hours', { sendingHours });
    const waits = one.next('pending');
    const campaign = await commercial(one, number());
    expect((await waits).data).toEqual({ pending: 'outside-hours', until: '2030-12-04T06:00:00.000Z' });
    expect(await campaign.orders()).toMatchObject([
      {
        state: 'pending',
        attempts: 0,
        notBefore: new Date('2030-12-04T06:00:00Z'),
        evidence: { pending: 'outside-hours' },
      },
    ]);
    await setClock('2030-12-04T08:59');
    await one.outbox.resume();
    expect(await campaign.progress()).toMatchObject({ queued: 1 });
    await setClock('2030-12-04T09:00');
    await one.outbox.resume();
    expect(await ended(campaign)).toEqual({ submitted: 1, withheld: 0 });
  });

  // guarantee: G-125
  it('do not delay transactional messages', async () => {
    await setClock('2030-12-03T22:30');
    const one = await instance('hours transactional', { sendingHours });
    const campaign = await one.outbox.enqueue({
      kind: 'transactional',
      text: 'Kodunuz 1',
      recipients: [number()],
    });
    expect(await ended(campaign)).toEqual({ submitted: 1, withheld: 0 });
  });

  it('over midnight send until they end', async () => {
    await setClock('2030-12-04T01:59');
    const one = await instance('hours midnight', { sendingHours: { from: '20:00', to: '02:00' } });
    expect(await ended(await commercial(one, number()))).toEqual({ submitted: 1, withheld: 0 });
    await setClock('2030-12-04T02:00');
    const waits = one.next('pending');
    const late = await commercial(one, number());
    expect((await waits).data).toMatchObject({ until: '2030-12-04T17:00:00.000Z' });
    await late.cancel();
    expect(await ended(late)).toEqual({ submitted: 0, withheld: 0 });
  });

  it('refuse a `sendAt` outside of them with the next opening, before anything is stored', async () => {
    const one = await instance('hours sendAt', { sendingHours });
    const sendAt = new Date('2030-12-03T21:00:00+03:00');
    const message = { kind: 'commercial', audience: 'TACIR', text: newText(), sendAt } as const;
    const expected = {
      faults: [
        expect.objectContaining({
          path: 'sendAt',
          code: 'outside-sending-hours',
          message: expect.stringContaining('2030-12-04 09:00:00'),
        }),
      ],
    };
    await expect(one.outbox.enqueue({ ...message, recipients: [number()] })).rejects.toMatchObject(expected);
    await expect(one.outbox.enqueueMany([number()], message)).rejects.toMatchObject(expected);
    expect(await one.outbox.campaigns()).toEqual([]);
  });

  it('refuse a `notAfter` before they open', async () => {
    const one = await instance('hours notAfter', { sendingHours });
    const notBefore = new Date('2030-12-03T21:00:00+03:00');
    const notAfter = new Date('2030-12-04T08:00:00+03:00');
    await expect(commercial(one, number(), { notBefore, notAfter })).rejects.toMatchObject({
      faults: [expect.objectContaining({ path: 'notAfter', code: 'outside-sending-hours' })],
    });
  });
});
