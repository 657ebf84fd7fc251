// starts: PostgreSQL
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { InputError } from 'iletimerkezi-core';
import { becomes } from '../test-support/becomes.js';
import { many, number } from '../test-support/messages.js';
import { type Instance, OutboxBench } from '../test-support/outbox.js';
import type { CampaignRecipient } from './outbox.types.js';

let bench: OutboxBench;
let one: Instance;
beforeAll(async () => {
  bench = await OutboxBench.start();
  one = await bench.instance('personal');
});
afterAll(() => bench.stop());

const message = { kind: 'transactional', template: 'Merhaba {ad|dostumuz}, kodunuz {kod}' } as const;

const faultsOf = async (rows: Iterable<CampaignRecipient>, given: object = message) => {
  const error = await one.outbox
    .enqueueMany(rows, { ...message, ...given })
    .catch((thrown: unknown) => thrown);
  if (!(error instanceof InputError)) throw new Error('It was not refused.', { cause: error });
  return error.faults.map(({ path, code }) => `${path} ${code}`);
};

describe('a campaign with a template', () => {
  it('sends each recipient the text with the own values', async () => {
    const [ayse = '', other = ''] = many(2);
    const campaign = await one.outbox.enqueueMany(
      [
        { to: ayse, values: { AD: 'Ömer', kod: '1' } },
        { to: other, values: { kod: '2' } },
      ],
      message,
    );
    await becomes(async () => (await campaign.progress()).delivered, 2);
    expect(bench.emulator.inbox({ to: ayse })).toMatchObject([{ text: 'Merhaba Ömer, kodunuz 1' }]);
    expect(bench.emulator.inbox({ to: other })).toMatchObject([{ text: 'Merhaba dostumuz, kodunuz 2' }]);
  });

  it('sends braces in values and escaped braces as text', async () => {
    const phone = number();
    const campaign = await one.outbox.enqueueMany([{ to: phone, values: { ad: '{soyad}' } }], {
      kind: 'transactional',
      template: 'Merhaba {ad} \\{ad}',
    });
    await becomes(async () => (await campaign.progress()).delivered, 1);
    expect(bench.emulator.inbox({ to: phone })).toMatchObject([{ text: 'Merhaba {soyad} {ad}' }]);
  });

  it.each([
    ['{ad', ['template placeholder-unclosed']],
    ['{{ad}}', ['template placeholder-foreign']],
    ['Merhaba {ret}', ['template placeholder-unknown']],
    ['  ', ['template text-empty']],
    [5, ['template text-empty']],
  ])('is refused with the template %p', async (template, faults) => {
    expect(await faultsOf([{ to: number(), values: {} }], { template })).toEqual(faults);
  });

  it('is refused with a text and a template, and with values and no template', async () => {
    expect(await faultsOf([number()], { text: 'a' })).toEqual(['template template-or-text']);
    expect(await faultsOf([{ to: number(), values: {} }], { template: undefined, text: 'a' })).toEqual([
      'recipients[0].values values-without-template',
    ]);
  });

  it('reports missing and invalid values by name and row, without the values', async () => {
    const secret = 'gizli';
    const rows = [
      { to: number(), values: { kod: '1' } },
      { to: number(), values: { ad: secret } },
      { to: '0212', values: { kod: secret } },
      { to: number(), values: { kod: `${secret}\0` } },
      { to: number(), values: { kod: 5 } as unknown as Record<string, string> },
      { to: number(), values: { kod: secret.repeat(300) } },
    ];
    const error = await one.outbox.enqueueMany(rows, message).catch((thrown: unknown) => thrown);
    expect(JSON.stringify(error)).not.toContain(secret);
    expect(await faultsOf(rows)).toEqual([
      'recipients[1].values values-missing',
      'recipients[2] number-too-short',
      'recipients[3].values values-invalid',
      'recipients[4].values values-invalid',
      'recipients[5].text text-too-long',
    ]);
  });

  // guarantee: G-126
  it('reports the faults of 100 rows, and stores nothing', async () => {
    const before = (await one.outbox.campaigns({ limit: 500 })).length;
    function* rows(): Generator<CampaignRecipient> {
      for (let row = 0; row < 5_000; row += 1)
        yield { to: number(), values: row < 2_000 ? { kod: '1' } : {} };
    }
    const faults = await faultsOf(rows());
    expect(faults).toHaveLength(100);
    expect(faults[0]).toBe('recipients[2000].values values-missing');
    expect(await one.outbox.campaigns({ limit: 500 })).toHaveLength(before);
  });

  it('counts a number that was given in several forms with other values, and sends the first', async () => {
    const rows = [
      '05321234567',
      '+90 532 123 45 67',
      '5321234567',
      '0090 532 123 45 67',
      '90-532-123-4567',
    ].map((to, index) => ({ to, values: { kod: String(index) } }));
    const campaign = await one.outbox.enqueueMany(rows, message);
    expect(await campaign.progress()).toMatchObject({ recipients: 1, duplicates: 4 });
    await becomes(async () => (await campaign.progress()).delivered, 1);
    expect(bench.emulator.inbox({ to: '+905321234567' })).toMatchObject([
      { text: 'Merhaba dostumuz, kodunuz 0' },
    ]);
    const preview = await one.outbox.previewMany(rows, message);
    expect(preview).toMatchObject({ recipients: 1, duplicates: 4, conflicting: 4 });
  });

  it('with a repeated key is the same campaign, unless a value differs', async () => {
    const options = { dedupeKey: 'personal' };
    const [first = '', second = ''] = many(2);
    const rows = (kod: string) => [
      { to: first, values: { kod: '1' } },
      { to: second, values: { kod } },
    ];
    const { id } = await one.outbox.enqueueMany(rows('2'), message, options);
    expect((await one.outbox.enqueueMany(rows('2').toReversed(), message, options)).id).toBe(id);
    await expect(one.outbox.enqueueMany(rows('3'), message, options)).rejects.toMatchObject({
      code: 'dedupe-conflict',
    });
  });
});
