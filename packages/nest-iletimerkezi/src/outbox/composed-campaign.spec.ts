// starts: PostgreSQL
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseTemplate } from 'iletimerkezi-core';
import { e164 } from '../test-support/e164.js';
import { many } from '../test-support/messages.js';
import { type Instance, OutboxBench } from '../test-support/outbox.js';
import { composedTexts } from './composed-campaign.js';

const rowsOf = (...texts: string[]) =>
  texts.map((text, index) => ({ to: e164(`+90530000000${index}`), text }));

describe('the texts of a campaign as a message', () => {
  it.each([
    [['Merhaba Ali, hoş geldin.', 'Merhaba Ayşe, hoş geldin.'], 'Merhaba {metin} hoş geldin.'],
    [['Ali Bey merhaba', 'Bey merhaba'], '{metin} merhaba'],
    [['Sayın Ali Bey', 'Sayın Bey'], 'Sayın {metin}'],
    [['a', 'b'], '{metin}'],
    [['Kod {ad} \\{x} Ali', 'Kod {ad} \\{x} Can'], 'Kod \\{ad} \\\\\\{x} {metin}'],
    [['1 Ali 2 Ali 3', '1 Can 2 Can 3'], '1 {metin} 2 {metin2} 3'],
    [['1 Ali 2 Ali', '1 Can 2 Can Can', '1 Can Can 2 Ali'], '1 {metin} 2 {metin2}'],
    [['Sayın Ali,\nsaat 9\nMavi', 'Sayın Can Su,\nsaat 10\nMavi'], 'Sayın {metin}\nsaat {metin2}\nMavi'],
    [['a b c d', 'a x c', 'a c y'], 'a {metin}'],
  ])('%j are the template %j, which renders them again', (texts, template) => {
    const { text, values = [] } = composedTexts(rowsOf(...texts));
    expect(text).toBe(template);
    const parsed = parseTemplate(text);
    if (!parsed.ok) throw new Error('The template cannot be parsed.');
    const rendered = values.map((value) => parsed.value.render(value));
    expect(rendered).toMatchObject(texts.map((given) => ({ ok: true, text: given })));
  });

  it('have short values when a long text differs at its beginning and its end', () => {
    const long = 'Yeni sezon ürünlerimiz mağazalarımızda sizi bekliyor. '.repeat(15);
    const { text, values = [] } = composedTexts(
      rowsOf(`Sayın Ali, ${long}Kodunuz A1`, `Sayın Can, ${long}Kodunuz B2`),
    );
    expect(text).toBe(`Sayın {metin} ${long}Kodunuz {metin2}`);
    expect(values).toEqual([
      { metin: 'Ali,', metin2: 'A1' },
      { metin: 'Can,', metin2: 'B2' },
    ]);
  });

  it('have at most 20 values for each recipient', () => {
    const texts = ['a', 'b'].map((word) => Array.from({ length: 60 }, (_, n) => `${n} ${word}`).join(' '));
    const { values = [] } = composedTexts(rowsOf(...texts));
    expect(values.map((value) => Object.keys(value).length)).toEqual([20, 20]);
  });

  it('are rendered again as they were, whatever they are', () => {
    const words = fc.array(fc.constantFrom('a', 'b', '{ad}', '\\', '{ret}', 'ç,'), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 5 }), (given) => {
        const texts = given.map((one) => one.join(' '));
        const { text, values } = composedTexts(rowsOf(...texts));
        const parsed = parseTemplate(text);
        const rendered = texts.map((_, index) =>
          parsed.ok ? parsed.value.render({ ...values?.[index], ret: '{ret}' }) : undefined,
        );
        expect(
          values === undefined ? texts.map(() => text) : rendered.map((one) => one?.ok && one.text),
        ).toEqual(texts);
      }),
    );
  });

  it('are one text when they are equal', () => {
    const rows = rowsOf('Merhaba {ret}', 'Merhaba {ret}');
    expect(composedTexts(rows)).toEqual({ recipients: rows.map(({ to }) => to), text: 'Merhaba {ret}' });
  });
});

describe('a stored campaign as a message', () => {
  let bench: OutboxBench;
  let waiting: Instance;
  beforeAll(async () => {
    bench = await OutboxBench.start();
    waiting = await bench.instance('composed', { run: false });
  });
  afterAll(() => bench.stop());

  it('has sender, kind, recipients and the time that is ahead', async () => {
    const recipients = many(3);
    const sendAt = new Date(Math.ceil(Date.now() / 60_000) * 60_000 + 3_600_000);
    const { id } = await waiting.outbox.enqueue({
      kind: 'commercial',
      audience: 'TACIR',
      text: 'Yarın açığız',
      recipients,
      sendAt,
    });
    expect(await waiting.outbox.compose(id)).toEqual({
      kind: 'commercial',
      audience: 'TACIR',
      text: 'Yarın açığız',
      recipients,
      sendAt,
      sender: 'EMULATOR',
    });
  });

  it('has the words that differ as values, in the sequence of the numbers', async () => {
    const [one = '', other = ''] = many(2);
    const rows = [
      { to: one, values: { ad: 'Ali' } },
      { to: other, values: { ad: 'Ayşe Nur' } },
    ];
    const message = { kind: 'transactional', template: 'Sayın {ad} siparişiniz hazır' } as const;
    const { id } = await waiting.outbox.enqueueMany(rows, message);
    expect(await waiting.outbox.compose(id)).toMatchObject({
      recipients: [one, other],
      text: 'Sayın {metin} siparişiniz hazır',
      values: [{ metin: 'Ali' }, { metin: 'Ayşe Nur' }],
    });
  });
});
