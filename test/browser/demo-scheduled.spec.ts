import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { startDemo, type Demo } from 'demo';
import type { CampaignDetail } from 'iletimerkezi-core';
import type { Browser, Page } from 'playwright-core';
import { axeViolations } from '../support/axe.js';
import { describeBrowser, launchChromium } from '../support/chromium.js';
import { becomes } from '../support/becomes.js';
import { callDemo, DemoPages } from '../support/demo-page.js';

const DAY_MS = 86_400_000;

const WORDS = {
  en: {
    cancel: 'Cancel order',
    edit: 'Edit',
    editConfirm: 'Cancel and edit',
    move: 'Change time',
    save: 'Save time',
    time: 'Date and time',
    calendar: 'Calendar',
    past: 'This time is in the past.',
    unreadable: 'This is not a date and a time.',
    started: 'The order is being sent and cannot be cancelled any more.',
    tooSoon: 'The provider refuses the same order within ten minutes.',
    copy: 'Open as a new order',
    replace: 'Replace draft',
    listEdit: (text: string) => `Edit “${text}”`,
    listCancel: (text: string) => `Cancel “${text}”`,
    partly: 'Cancelled for 1 of 50,001 recipients',
    begun: /already begun to send to 50,000 recipients/,
    open: 'New order to the 1 cancelled recipient',
    parts: '2 people, 1–2 SMS each',
    repeats: 'The first order may have been sent, too',
    first: 'Open the first order',
    repeated: 'Open the new order',
    keepsFirst: /The first order is not cancelled/,
    openAnyway: 'Open anyway',
  },
  tr: {
    cancel: 'Gönderimi iptal et',
    edit: 'Düzenle',
    editConfirm: 'İptal edip düzenle',
    move: 'Zamanı değiştir',
    save: 'Zamanı kaydet',
    time: 'Tarih ve saat',
    calendar: 'Takvim',
    past: 'Bu zaman geçmişte.',
    unreadable: 'Tarih ve saat anlaşılamadı.',
    started: 'Gönderim başladı; artık iptal edilemez.',
    tooSoon: 'Sağlayıcı aynı gönderimi on dakika içinde kabul etmez.',
    copy: 'Yeni gönderim olarak aç',
    replace: 'Taslağı değiştir',
    listEdit: (text: string) => `Düzenle: “${text}”`,
    listCancel: (text: string) => `İptal et: “${text}”`,
    partly: '50.001 alıcıdan 1 kişinin gönderimi iptal edildi',
    begun: /50\.000 alıcıya göndermeye başlamıştı/,
    open: 'İptal edilen 1 alıcıya yeni gönderim',
    parts: '2 kişi, kişi başı 1–2 SMS',
    repeats: 'İlk gönderim de yapılmış olabilir',
    first: 'İlk gönderimi aç',
    repeated: 'Yeni gönderimi aç',
    keepsFirst: /bu işlem onu iptal etmez/,
    openAnyway: 'Yine de aç',
  },
} as const;

const MESSAGE = '[data-slot=sms-composer-message] textarea';

describeBrowser('scheduled orders in the demo', () => {
  let demo: Demo;
  let browser: Browser;
  let pages: DemoPages;
  let sent = 0;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([
      startDemo({ delays: { acceptMs: 5, deliveryMs: [20, 400] } }),
      launchChromium(),
    ]);
    pages = new DemoPages(browser, demo);
  });
  afterEach(() => pages?.close());
  afterAll(async () => {
    await browser?.close();
    await demo?.close();
  });

  const read = (id: string): Promise<CampaignDetail> => callDemo(demo, `/api/orders/${id}`);

  /** Creates an order that the provider holds until tomorrow. */
  async function scheduled(over: object = {}): Promise<{ id: string; text: string }> {
    const text = `İmza günü ${(sent += 1)} numaralı salonda.`;
    const { campaignId } = await callDemo<{ campaignId: string }>(demo, '/api/orders', {
      sender: 'MAVIKITAP',
      kind: 'transactional',
      text,
      recipients: ['+905300000001', '+905300000002'],
      sendAt: new Date(Math.ceil(demo.emulator!.now().getTime() / 60_000) * 60_000 + DAY_MS),
      ...over,
    });
    await becomes(async () => (await read(campaignId)).state, 'scheduled');
    return { id: campaignId, text };
  }

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const answer = (page: Page, name: string) =>
    page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

  it.each(['tr', 'en'] as const)(
    'are cancelled from their page, for a double click too (%s)',
    async (locale) => {
      const words = WORDS[locale];
      const { id } = await scheduled();
      const page = await pages.open(`/orders/${id}`, { locale, width: 360 });
      await press(page, words.cancel);
      expect(await axeViolations(page)).toEqual([]);
      await page.getByRole('dialog').getByRole('button', { name: words.cancel, exact: true }).dblclick();
      await page.locator('.page-lead .state[data-state=cancelled]').waitFor();
      expect(await page.getByRole('button', { name: words.cancel }).count()).toBe(0);
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
      expect((await read(id)).counts).toMatchObject({ notSent: 2 });
    },
  );

  it.each(['tr', 'en'] as const)('get another time, which is checked first (%s)', async (locale) => {
    const words = WORDS[locale];
    const { id } = await scheduled();
    const page = await pages.open(`/orders/${id}`, { locale });
    await press(page, words.move);
    const dialog = page.getByRole('dialog');
    const time = dialog.getByRole('textbox', { name: words.time });
    await time.fill('17.05.2030 25:00');
    await answer(page, words.save);
    await dialog.getByText(words.unreadable).waitFor();
    expect(await time.evaluate((box) => document.activeElement === box)).toBe(true);
    await time.fill('1/1/2020 09.30');
    await time.press('Enter');
    await dialog.getByText(words.past).waitFor();
    await dialog.getByRole('button', { name: words.calendar }).click();
    await dialog.getByRole('grid').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await time.fill('17.05.2030 9.30');
    await answer(page, words.save);
    await becomes(async () => (await read(id)).sendAt, '2030-05-17T06:30:00.000Z');
    await page
      .getByText(locale === 'tr' ? /17 May 2030/ : /17 May 2030|May 17, 2030/)
      .first()
      .waitFor();
  });

  it('say why when the provider has begun to send, or takes no other time yet', async () => {
    const soon = await scheduled();
    const page = await pages.open(`/orders/${soon.id}`, { locale: 'tr' });
    const istanbul = new Date(Date.now() + 5 * 60_000 + 3 * 3_600_000).toISOString();
    await press(page, WORDS.tr.move);
    await page
      .getByRole('dialog')
      .getByRole('textbox', { name: WORDS.tr.time })
      .fill(istanbul.slice(0, 16).replace('T', ' '));
    await answer(page, WORDS.tr.save);
    await page.getByText(WORDS.tr.tooSoon).waitFor();

    const { id } = await scheduled();
    await page.goto(`${demo.url}/orders/${id}`);
    await press(page, WORDS.tr.cancel);
    // The order leaves, and no message arrives while the clock stands still.
    demo.emulator!.freeze(true);
    demo.emulator!.advance(Date.parse((await read(id)).sendAt!) - demo.emulator!.now().getTime());
    await answer(page, WORDS.tr.cancel);
    await page.getByText(WORDS.tr.started).waitFor();
    demo.emulator!.freeze(false);
  });

  it.each(['tr', 'en'] as const)(
    'are cancelled and opened in the composer to be edited (%s)',
    async (locale) => {
      const words = WORDS[locale];
      const { id, text } = await scheduled();
      const { sendAt } = await read(id);
      const page = await pages.open(`/orders/${id}`, { locale });
      await press(page, words.edit);
      await answer(page, words.editConfirm);
      await page.locator(MESSAGE).waitFor();
      expect(await page.locator(MESSAGE).inputValue()).toBe(text);
      expect((await read(id)).state).toBe('cancelled');
      const day = new Date(Date.parse(sendAt!) + 3 * 3_600_000).toISOString().slice(0, 10);
      expect(await page.locator('[data-slot=date-time-field-input]').inputValue()).toMatch(
        day.split('-').toReversed().join('.'),
      );
    },
  );

  it('open as a new order with the words of each person, also when a draft is there', async () => {
    const { id } = await scheduled({
      text: 'Sayın {ad}, randevunuz yarın.',
      values: [{ ad: 'Ayşe' }, { ad: 'Can' }],
    });
    const page = await pages.open('/', { locale: 'en' });
    await page.locator(MESSAGE).fill('Taslak');
    await page.goto(`${demo.url}/orders/${id}`);
    await press(page, WORDS.en.copy);
    await answer(page, WORDS.en.replace);
    await page.locator(MESSAGE).waitFor();
    expect(await page.locator(MESSAGE).inputValue()).toBe('Sayın {metin} randevunuz yarın.');
    await page.getByText('Sayın Ayşe, randevunuz yarın.').first().waitFor({ state: 'attached' });
    expect((await read(id)).state).toBe('scheduled');
  });

  it.each(['tr', 'en'] as const)('are cancelled and edited from the list of orders (%s)', async (locale) => {
    const words = WORDS[locale];
    const [first, second] = [await scheduled(), await scheduled()];
    const page = await pages.open('/orders', { locale, width: 360 });
    await press(page, words.listCancel(first.text));
    expect(await axeViolations(page)).toEqual([]);
    await answer(page, words.cancel);
    await page.getByRole('button', { name: words.listCancel(first.text) }).waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    expect((await read(first.id)).state).toBe('cancelled');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);

    await press(page, words.listEdit(second.text));
    await answer(page, words.editConfirm);
    await page.locator(MESSAGE).waitFor();
    expect(await page.locator(MESSAGE).inputValue()).toBe(second.text);
    expect((await read(second.id)).state).toBe('cancelled');
  });

  it.each(['tr', 'en'] as const)(
    'state the SMS of the shortest and the longest text (%s)',
    async (locale) => {
      const { id } = await scheduled({
        text: `Sayın {ad}, randevunuz yarın (${locale}).`,
        values: [{ ad: 'Ayşe' }, { ad: 'Abdülhamit '.repeat(16) }],
      });
      const page = await pages.open(`/orders/${id}`, { locale });
      await page.locator('.order-facts-list').getByText(WORDS[locale].parts).waitFor();
    },
  );

  it.each(['tr', 'en'] as const)(
    'are not edited when they repeat an order that may have been sent (%s)',
    async (locale) => {
      const words = WORDS[locale];
      const own = await startDemo({
        delays: { acceptMs: 5, deliveryMs: [20, 400] },
        outbox: { lookUpAfterMs: [20, 50] },
      });
      try {
        own.emulator!.addFault({ endpoint: 'send-sms', fault: 'cut-before-accept', times: 1 });
        const text = 'İmza günü yarın.';
        const { campaignId: first } = await callDemo<{ campaignId: string }>(own, '/api/orders', {
          sender: 'MAVIKITAP',
          kind: 'transactional',
          text,
          recipients: ['+905300000001'],
          sendAt: new Date(Math.ceil(own.emulator!.now().getTime() / 60_000) * 60_000 + DAY_MS),
        });
        const readFirst = () => callDemo<CampaignDetail>(own, `/api/orders/${first}`);
        await becomes(async () => (await readFirst()).state, 'held');
        const [order] = (await readFirst()).orders;
        const decision = `/api/orders/${first}/orders/${order?.id}/resolve`;
        const resolved = await callDemo<CampaignDetail>(own, decision, { decision: 'resend' });
        const second = resolved.orders[0]?.repeatedBy;
        await becomes(
          async () => (await callDemo<CampaignDetail>(own, `/api/orders/${second}`)).state,
          'scheduled',
        );

        const page = await pages.open('/', { locale, width: 360 });
        await page.goto(`${own.url}/orders/${first}`);
        await page.getByRole('link', { name: words.repeated }).click();
        await page.getByText(words.repeats).waitFor();
        await page.getByRole('button', { name: words.cancel, exact: true }).waitFor();
        expect(await page.getByRole('button', { name: words.edit, exact: true }).count()).toBe(0);
        expect(await axeViolations(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
        await press(page, words.copy);
        await page.getByRole('dialog').getByRole('button', { name: words.openAnyway }).waitFor();
        await page.keyboard.press('Escape');

        await page.goto(`${own.url}/orders`);
        await page.getByRole('button', { name: words.listCancel(text) }).waitFor();
        expect(await page.getByRole('button', { name: words.listEdit(text) }).count()).toBe(0);
        await press(page, words.listCancel(text));
        await page.getByRole('dialog').getByText(words.keepsFirst).waitFor();
        await answer(page, words.cancel);
        await page.getByRole('button', { name: words.listCancel(text) }).waitFor({ state: 'detached' });
        await page.goto(`${own.url}/orders/${second}`);
        await page.locator('.page-lead .state[data-state=cancelled]').waitFor();
        await page.getByRole('link', { name: words.first }).waitFor();
      } finally {
        await own.close();
      }
    },
  );

  it.each(['tr', 'en'] as const)(
    'are not edited when the provider has begun with a part of them (%s)',
    async (locale) => {
      const words = WORDS[locale];
      const own = await startDemo({ delays: { acceptMs: 5, deliveryMs: [3_600_000, 7_200_000] } });
      try {
        // The credits are enough for the first order, so that the second one waits here.
        await fetch(`${own.emulator!.url}/_emulator/accounts/emulator`, {
          method: 'PATCH',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ balance: 50_000 }),
        });
        const text = 'İmza günü yarın.';
        const { campaignId: id } = await callDemo<{ campaignId: string }>(own, '/api/orders', {
          sender: 'MAVIKITAP',
          kind: 'transactional',
          text,
          recipients: Array.from({ length: 50_001 }, (_, index) => `+90530${1_000_000 + index}`),
          sendAt: new Date(Math.ceil(own.emulator!.now().getTime() / 60_000) * 60_000 + DAY_MS),
        });
        const states = async () =>
          (await callDemo<CampaignDetail>(own, `/api/orders/${id}`)).orders.map(({ state }) => state);
        await becomes(states, ['scheduled', 'queued']);
        own.emulator!.advance('P1DT1H');

        const page = await pages.open('/', { locale, width: 360 });
        await page.goto(`${own.url}/orders/${id}`);
        await press(page, words.edit);
        await answer(page, words.editConfirm);
        await page.getByText(words.partly).waitFor();
        await page.getByText(words.begun).waitFor();
        expect(await axeViolations(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
        expect(new URL(page.url()).pathname).toBe(`/orders/${id}`);
        expect((await states())[1]).toBe('cancelled');

        // Exactly those whose order was cancelled.
        const answered = page.waitForResponse('**/message?only=cancelled');
        await press(page, words.open);
        expect(await (await answered).json()).toMatchObject({ recipients: ['+905301050000'] });
        await page.locator(MESSAGE).waitFor();
        expect(await page.locator(MESSAGE).inputValue()).toBe(text);
      } finally {
        await own.close();
      }
    },
  );
});
