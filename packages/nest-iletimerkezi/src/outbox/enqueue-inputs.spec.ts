import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { InputError } from 'iletimerkezi-core';
import { number } from '../test-support/messages.js';
import { OutboxBench } from '../test-support/outbox.js';
import { rowsSeenBy } from '../test-support/outbox-tables.js';
import { pgTransaction } from '../tx/pg.js';
import type { OutboxService } from './outbox.service.js';
import type { EnqueueOptions, OutboxMessage } from './outbox.types.js';

let bench: OutboxBench;
let outbox: OutboxService;
let client: pg.Client;
beforeAll(async () => {
  bench = await OutboxBench.start();
  ({ outbox } = await bench.instance('inputs', { run: false }));
  client = new pg.Client(bench.database.connection);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await bench.stop();
});

const HALF = '🎉'.slice(0, 1);
const message = { kind: 'transactional', text: 'Kodunuz 481516', recipients: ['+905301234567'] } as const;

const OPTIONS: [path: string, options: unknown][] = [
  ['notAfter', { notAfter: new Date(Number.NaN) }],
  ['notAfter', { notAfter: new Date(8.64e15) }],
  ['notAfter', { notAfter: '2030-01-31T10:00:00Z' }],
  ['notAfter', { notAfter: 1_900_000_000_000 }],
  ['notAfter', { notAfter: null }],
  ['notBefore', { notBefore: new Date('2030-01-40') }],
  ['notBefore', { notBefore: '2030-01-31' }],
  ['notBefore', { notBefore: Infinity }],
  ['lane', { lane: 'x' }],
  ['lane', { lane: 1 }],
  ['otherContent', { otherContent: 'replace' }],
  ['dedupeKey', { dedupeKey: '' }],
  ['dedupeKey', { dedupeKey: null }],
  ['dedupeKey', { dedupeKey: 5 }],
  ['dedupeKey', { dedupeKey: 'a\0b' }],
  ['dedupeKey', { dedupeKey: `otp ${HALF}` }],
  ['dedupeKey', { dedupeKey: 'x'.repeat(6_000) }],
  ['dedupeKey', { dedupeKey: 'x'.repeat(501) }],
  ['tx', { tx: null }],
  ['options', null],
];

const MESSAGES: [path: string, change: unknown][] = [
  ['text', { text: 'Kutlama\0' }],
  ['text', { text: `Kutlama ${HALF}` }],
  ['text', { text: 'Sayın {ad}, kodunuz 1' }],
  ['text', { text: 'a'.repeat(1_073) }],
  ['sender', { sender: 'A\0B' }],
  ['sender', { sender: `A${HALF}` }],
  ['sender', { sender: 'a!b@' }],
  ['kind', { kind: 'other' }],
  ['sendAt', { sendAt: new Date(Number.NaN) }],
  ['sendAt', { sendAt: '2030-01-31' }],
  ['sendAt', { sendAt: new Date(8.64e15) }],
];

/** Runs the call in a transaction of the host and checks that the transaction is still usable. */
async function inHost(call: (tx: ReturnType<typeof pgTransaction>) => Promise<unknown>): Promise<unknown> {
  await client.query('begin');
  try {
    const error = await call(pgTransaction(client)).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(await rowsSeenBy(client)).toMatchObject({ campaigns: 0 });
    return error;
  } finally {
    await client.query('commit');
  }
}

const pathsOf = (error: unknown): unknown =>
  error instanceof InputError ? error.faults.map(({ path }) => path) : error;

describe('enqueuing', () => {
  it.each(OPTIONS)('refuses an invalid %s before any statement (%#)', async (path, given) => {
    const options = given as EnqueueOptions;
    for (const enqueue of [
      () => outbox.enqueue(message, options),
      () => outbox.enqueueMany(message.recipients, message, options),
    ]) {
      expect(pathsOf(await enqueue().catch((error: unknown) => error))).toEqual([path]);
    }
    if (given === null || path === 'tx') return;
    expect(pathsOf(await inHost((tx) => outbox.enqueue(message, { ...options, tx })))).toEqual([path]);
  });

  it.each(MESSAGES)(
    'refuses an invalid %s and leaves the host’s transaction usable (%#)',
    async (path, change) => {
      const bad = { ...message, ...(change as object) } as OutboxMessage & { text: string };
      expect(pathsOf(await inHost((tx) => outbox.enqueue(bad, { tx })))).toEqual([path]);
      expect(pathsOf(await inHost((tx) => outbox.enqueueMany(message.recipients, bad, { tx })))).toEqual([
        path,
      ]);
    },
  );

  it.each([undefined, null, 5, 'text', {}, { text: 'x' }, { messages: 5 }])(
    'refuses %p as a message',
    async (given) => {
      const bad = given as unknown as OutboxMessage;
      expect(await inHost((tx) => outbox.enqueue(bad, { tx }))).toBeInstanceOf(InputError);
    },
  );

  it.each([undefined, null, 5, '+905301234567', {}])('refuses %p as recipients', async (given) => {
    const bad = given as unknown as string[];
    expect(pathsOf(await inHost((tx) => outbox.enqueueMany(bad, message, { tx })))).toEqual(['recipients']);
  });

  it('never quotes the key or the text', async () => {
    const secret = 'gizli-anahtar';
    const refused = outbox.enqueue({ ...message, text: `${secret}\0` }, { dedupeKey: `${secret}${HALF}` });
    const error = await refused.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    expect(JSON.stringify(error) + String(error)).not.toContain(secret);
  });
});

describe('a stream with an invalid row after the first 1,000', () => {
  const good = Array.from({ length: 3_000 }, () => number());
  it.each<[string, unknown, string]>([
    ['a number', '0212', 'recipients[3000]'],
    ['nothing', undefined, 'recipients[3000]'],
    ['null', null, 'recipients[3000]'],
    ['a text with a NUL', { to: number(), text: 'a\0' }, 'recipients[3000].text'],
    ['a text with a placeholder', { to: number(), text: 'Sayın {ad}' }, 'recipients[3000].text'],
  ])('leaves nothing in the host’s transaction: %s', async (_, bad, path) => {
    const recipients = [...good, bad] as string[];
    expect(pathsOf(await inHost((tx) => outbox.enqueueMany(recipients, message, { tx })))).toEqual([path]);
    expect(await rowsSeenBy(client)).toMatchObject({ recipients: 0, events: 0 });
  });

  it('leaves nothing in the host’s transaction when the stream itself fails', async () => {
    async function* broken() {
      yield* good;
      throw new Error('the file ended early');
    }
    expect(await inHost((tx) => outbox.enqueueMany(broken(), message, { tx }))).toMatchObject({
      message: 'the file ended early',
    });
  });
});
