import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { startDemo, type Demo } from 'demo';
import type { Browser, Page } from 'playwright-core';
import { axeViolations } from '../support/axe.js';
import { describeBrowser, launchChromium } from '../support/chromium.js';
import { DemoPages, importConsents, type PageView } from '../support/demo-page.js';

const SAMPLE = fileURLToPath(new URL('../../apps/demo/samples/recipients.csv', import.meta.url));
const TEMPLATE = "Sayın {ad}, {puan} puanınız var. {ad:'e} özel fırsatlar mağazalarımızda.";

/** Whether a text begins and ends as a template with placeholders does. */
const isOf = (template: string, text: string): boolean =>
  text.startsWith(template.slice(0, template.indexOf('{'))) &&
  text.endsWith(template.slice(template.lastIndexOf('}') + 1));

const AT = {
  text: '[data-slot=sms-composer-message] textarea',
  kind: '[data-slot=sms-composer-kind] input',
  sender: '[data-slot=sms-composer-sender] select',
  recipients: '[data-slot=recipients-field] textarea',
  test: '[data-slot=sms-composer-test]',
  bill: '.bill',
  templates: '[data-slot=sms-composer-templates]',
  person: '[data-slot=sms-composer-person]',
  missing: '[data-slot=sms-composer-missing]',
  longer: '[data-slot=sms-composer-longer]',
  estimate: '[data-slot=sms-composer-estimate]',
  review: '[data-slot=sms-composer-footer] button',
  dialog: 'dialog[open]',
  completed: '.page-lead .state[data-state=completed]',
} as const;

const WORDS = {
  en: {
    next: 'Next recipient',
    seventh: 'Recipient 7 of 959',
    complete: 'Every recipient has a value',
    saveAs: 'Save as template',
    saveName: 'Name of the template',
    saved: '“Puan en” was saved.',
    saveChanges: 'Save changes to “Puan en”',
    test: 'Send test',
    tested: 'The test is on its way to +90 541 111 22 33',
    send: 'Send to 959 recipients',
    search: 'Search a number',
    bill: (parts: number) => `${parts} SMS, ${parts} ${parts === 1 ? 'credit' : 'credits'}`,
    billed: (credits: string) => `Billed: ${credits} credits`,
    again: (count: number) => `Send again to ${count} people not reached`,
    sendAgain: 'Send again',
    people: (count: number) => `${count} people`,
  },
  tr: {
    next: 'Sonraki alıcı',
    seventh: 'Alıcı 7 / 959',
    complete: 'Eksik değer kalmadı',
    saveAs: 'Şablon olarak kaydet',
    saveName: 'Şablonun adı',
    saved: '“Puan tr” kaydedildi.',
    saveChanges: '“Puan tr” üzerine kaydet',
    test: 'Deneme gönder',
    tested: 'Deneme +90 541 111 22 33 numarasına gönderiliyor',
    send: '959 alıcıya gönder',
    search: 'Numara arayın',
    bill: (parts: number) => `${parts} SMS, ${parts} kontör`,
    billed: (credits: string) => `Faturalanan: ${credits} kontör`,
    again: (count: number) => `İletilemeyen ${count} kişiye yeniden gönder`,
    sendAgain: 'Yeniden gönder',
    people: (count: number) => `${count} kişi`,
  },
} as const;

describeBrowser('personal texts in the demo', () => {
  let demo: Demo;
  let browser: Browser;
  let pages: DemoPages;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([
      startDemo({ delays: { acceptMs: 5, deliveryMs: [20, 400] } }),
      launchChromium(),
    ]);
    pages = new DemoPages(browser, demo);
  });

  afterEach(async () => {
    await pages?.close();
  });

  afterAll(async () => {
    await browser?.close();
    await demo?.close();
  });

  async function compose(text: string, look?: PageView): Promise<Page> {
    const page = await pages.open('/', look);
    await page.locator('input[type=file]').setInputFiles(SAMPLE);
    await page.locator(AT.text).fill(text);
    await page.locator(AT.kind).first().check();
    await page.locator(AT.sender).selectOption('MAVIKITAP');
    return page;
  }

  const balance = async (): Promise<number> => {
    const answer = await fetch(`${demo.emulator!.url}/_emulator/accounts`);
    const accounts = (await answer.json()) as { balance: number }[];
    return accounts.reduce((sum, account) => sum + account.balance, 0);
  };

  const shown = (page: Page, text: string) =>
    page.locator('[data-slot="phone-preview"]').getByText(text).waitFor();

  it('maps columns, previews a person, fills in a missing name, and sends to each its own text', async () => {
    const page = await compose(TEMPLATE);
    const person = page.locator(AT.person);
    await page.getByRole('combobox', { name: 'Column of {puan}' }).waitFor();
    await page.getByText('2 recipients lack a value').waitFor();
    await shown(page, 'Sayın Şule, 35 puanınız var.');

    // Person 7 has no first name.
    for (let place = 2; place <= 7; place += 1) await person.getByRole('button', { name: 'Next' }).click();
    await person.getByText('Recipient 7 of 959').waitFor();
    const before = await page.locator(AT.estimate).innerText();
    await person.getByRole('textbox', { name: /^\{ad\}/ }).fill('Şule');
    await shown(page, "Sayın Şule, 245 puanınız var. Şule'ye özel");
    await page.getByText('1 recipient lacks a value').waitFor();

    // The other one gets a name so long that the text needs one SMS more.
    await page
      .locator(AT.missing)
      .getByRole('textbox')
      .fill(`Muhammed ${'Abdülhamit '.repeat(9)}Karaosmanoğlu`);
    await page.getByText('Every recipient has a value').waitFor();
    expect(await page.locator(AT.estimate).innerText()).not.toBe(before);
    await page.locator(AT.longer).locator('summary').click();
    await page.locator(AT.longer).getByText('{ad} is long').first().waitFor();
    const credits = await page.locator(AT.estimate).locator('.sms-figure').innerText();

    const balanceBefore = await balance();
    await page.locator(AT.review).click();
    const dialog = page.locator(AT.dialog);
    await dialog.getByText(`959 recipients will get it for ${credits}.`).waitFor();
    await dialog.getByText("Sayın Şule, 245 puanınız var. Şule'ye özel").waitFor();
    await dialog.getByRole('button', { name: 'Send to 959 recipients' }).click();
    await page.locator(AT.completed).waitFor();

    const [message] = await demo.emulator!.waitForMessages(
      { text: "Sayın Şule, 245 puanınız var. Şule'ye özel fırsatlar mağazalarımızda." },
      { timeoutMs: 100_000 },
    );
    expect(message).toMatchObject({ to: '+905420000007' });
    // The review states what the texts cost. The provider refunds undelivered messages, so the account pays the others.
    const sent = demo.emulator!.inbox({}, 2_000);
    const parts = (messages: typeof sent) => messages.reduce((sum, each) => sum + each.parts, 0);
    expect(credits).toBe(`${parts(sent).toLocaleString('en')} credits`);
    expect(new Set(sent.map(({ status }) => status))).toEqual(new Set(['delivered', 'undelivered']));
    const delivered = sent.filter(({ status }) => status === 'delivered');
    expect(balanceBefore - (await balance())).toBe(parts(delivered));
  });

  it.each([
    ['en', 'Sayın {ad}, {puan} puanınız sizi bekliyor.', 'Sayın Şule, 245 puanınız sizi bekliyor.'],
    ['tr', 'Merhaba {ad}, {puan} puanınız var.', 'Merhaba Şule, 245 puanınız var.'],
  ] as const)(
    'goes from the list to the bill of one person, with a saved template and a test: %s',
    async (locale, template, text) => {
      const words = WORDS[locale];
      const page = await compose(template, { locale });
      const person = page.locator(AT.person);
      for (let place = 2; place <= 7; place += 1)
        await person.getByRole('button', { name: words.next }).click();
      await person.getByText(words.seventh).waitFor();
      const before = await page.locator(AT.estimate).innerText();
      await person.getByRole('textbox', { name: '{ad}' }).fill('Şule');
      await shown(page, text);
      await page.locator(AT.missing).getByRole('textbox').fill('Abdülhamit '.repeat(14));
      await page.getByText(words.complete).waitFor();
      expect(await page.locator(AT.estimate).innerText()).not.toBe(before);

      await page.getByRole('button', { name: words.saveAs }).click();
      await page.getByRole('textbox', { name: words.saveName }).fill(`Puan ${locale}`);
      await page.keyboard.press('Enter');
      await page.getByText(words.saved).waitFor();

      await page.locator(AT.test).locator('summary').click();
      await page.locator(AT.test).getByRole('textbox').fill('0541 111 22 33');
      await page.getByRole('button', { name: words.test }).click();
      await page.getByText(words.tested).waitFor();
      await demo.emulator!.waitForMessages({ to: '+905411112233', text }, { timeoutMs: 100_000 });

      await page.locator(AT.review).click();
      await page.locator(AT.dialog).getByRole('button', { name: words.send }).click();
      await page.locator(AT.completed).waitFor();
      const order = page.url();
      const people = demo
        .emulator!.inbox({}, 10_000)
        .filter((message) => message.to !== '+905411112233' && isOf(template, message.text));
      expect(people).toHaveLength(959);
      const delivered = people.filter(({ status }) => status === 'delivered');
      const seventh = people.find(({ to }) => to === '+905420000007');
      expect(seventh?.text).toBe(text);
      const credits = delivered.reduce((sum, { parts }) => sum + parts, 0);
      await page.getByText(words.billed(credits.toLocaleString(locale))).waitFor();

      await page.locator(AT.bill).locator('summary').click();
      await page.getByRole('searchbox', { name: words.search }).fill('0542 000 00 07');
      await page.locator(AT.bill).getByText(words.bill(seventh!.parts)).waitFor();
      expect(await page.locator(AT.bill).getByRole('listitem').count()).toBe(1);

      await page.goto(`${demo.url}/phones/${encodeURIComponent('+905420000007')}`);
      await page.locator('[data-slot=phone-thread-bubble]').getByText(text).waitFor();

      await page.goto(order);
      const left = people.length - delivered.length;
      const sendAgain = async (): Promise<void> => {
        await page.getByRole('button', { name: words.again(left) }).click();
        await page.locator(AT.dialog).getByRole('button', { name: words.sendAgain }).click();
      };
      // The first answer is lost after the server has sent.
      await page.route('**/resend', (route) => route.fetch().then(() => route.abort()), { times: 1 });
      await sendAgain();
      await page.getByRole('alert').waitFor();
      await sendAgain();
      await page.waitForURL((url) => url.href !== order);
      await page.getByText(words.people(left)).first().waitFor();
      await page.locator(AT.completed).waitFor();
      const again = demo
        .emulator!.inbox({}, 10_000)
        .filter((message) => message.to !== '+905411112233' && isOf(template, message.text));
      expect(again).toHaveLength(people.length + left);

      await page.goto(demo.url);
      await page.locator(AT.templates).locator('select').selectOption(`Puan ${locale}`);
      expect(await page.locator(AT.text).inputValue()).toBe(template);
      // The actions of a saved text share one line on a narrow screen, below the list.
      await page.setViewportSize({ width: 360, height: 800 });
      await page.locator(AT.text).fill(`${template} .`);
      await page.getByRole('button', { name: words.saveChanges }).waitFor();
      const tops = await page
        .locator(`${AT.templates} button`)
        .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().top));
      expect(tops).toHaveLength(3);
      expect(new Set(tops).size).toBe(1);
    },
  );

  it('replaces the estimate on a bill with the price, as soon as the provider has stated it', async () => {
    const page = await pages.open('/');
    await page.locator(AT.recipients).fill('0535 000 00 41');
    await page.locator(AT.text).fill('Siparişiniz hazır.');
    await page.locator(AT.kind).first().check();
    await page.locator(AT.sender).selectOption('MAVIKITAP');
    const early = {
      billed: 0,
      estimated: 7,
      parts: { min: 1, max: 1 },
      orders: [{ order: '1', source: 'estimated', cost: 7 }],
    };
    await page.route('**/api/orders/*/costs', (route) => route.fulfill({ json: early }));
    await page.locator(AT.review).click();
    await page.locator(AT.dialog).getByRole('button', { name: 'Send to 1 recipient' }).click();
    await page.getByText('Not billed yet: 7 credits by estimate').waitFor();
    await page.unroute('**/api/orders/*/costs');
    await page.getByText('Billed: 1 credit').waitFor();

    const asked: string[] = [];
    page.on('request', (request) => request.url().endsWith('/costs') && asked.push(request.url()));
    await page.reload();
    await page.getByText('Billed: 1 credit').waitFor();
    await page.getByText('1 person, 1 SMS each').waitFor();
    expect(asked).toHaveLength(1);
  });

  it('sends once when the tab was duplicated before', async () => {
    const text = 'Bir kez gelir.';
    const page = await pages.open('/');
    await page.locator(AT.recipients).fill('0535 000 00 42');
    await page.locator(AT.text).fill(text);
    await page.locator(AT.kind).first().check();
    await page.locator(AT.sender).selectOption('MAVIKITAP');
    // A page that another opens gets a copy of its session storage, as a duplicated tab does.
    const [copy] = await Promise.all([
      page.waitForEvent('popup'),
      page.evaluate(() => void window.open(location.href)),
    ]);
    const campaigns: string[] = [];
    for (const tab of [page, copy]) {
      await tab.locator(AT.review).click();
      await tab.locator(AT.dialog).getByRole('button', { name: 'Send to 1 recipient' }).click();
      await tab.locator(AT.completed).waitFor();
      campaigns.push(new URL(tab.url()).pathname);
    }
    expect(campaigns[1]).toBe(campaigns[0]);
    expect(demo.emulator!.inbox({ text })).toHaveLength(1);
  });

  it('sends the text of the shown person to the author, and keeps the number for the next test', async () => {
    const page = await compose('Deneme: {ad|müşterimiz}, {puan} puan.');
    await page.locator(AT.test).locator('summary').click();
    const number = page.getByRole('textbox', { name: 'Your mobile number' });
    await number.fill('0541 111 22 33');
    await page.locator(AT.person).getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Send test' }).click();
    await page.getByText('The test is on its way to +90 541 111 22 33').waitFor();
    const [message] = await demo.emulator!.waitForMessages({ to: '+905411112233' }, { timeoutMs: 100_000 });
    expect(message?.text).toBe('Deneme: Ömer, 70 puan.');
    await page.reload();
    await page.locator(AT.test).locator('summary').click();
    expect(await number.inputValue()).toBe('+905411112233');
  });

  it('states who does not get a commercial message and why, and sends exactly that', async () => {
    const granted = ['+905300000201', '+905300000202'];
    const refused = '+905300000203';
    await importConsents(demo, [
      ...granted.map((recipient) => ({ recipient })),
      { recipient: refused, status: 'RET' },
    ]);
    const page = await pages.open('/');
    await page.locator(AT.recipients).fill([...granted, refused].join('\n'));
    await page.locator(AT.text).fill('Mavi Kitap: hafta sonu %20 indirim.');
    await page.locator(AT.kind).nth(1).check();
    await page.getByRole('radio', { name: 'Individuals' }).check();
    await page.locator(AT.sender).selectOption('MAVIKITAP');
    await page.locator(AT.review).click();
    const dialog = page.locator(AT.dialog);
    await dialog.getByText('Refused messages: 1').waitFor();
    await dialog.getByRole('button', { name: /^Send to (up to )?2 recipients$/ }).click();
    await page.locator(AT.completed).waitFor();
    const sent = demo.emulator!.inbox({ text: 'Mavi Kitap: hafta sonu %20 indirim.' });
    expect(sent.map(({ to }) => to).toSorted()).toEqual(granted);
  });

  it('finds a person, writes capitals as a name, and leaves out an uncertain suffix', async () => {
    const page = await compose(TEMPLATE);
    const search = page.getByRole('searchbox');
    await search.fill('AYŞE');
    await search.press('Enter');
    await page.getByText('Recipient 10 of 959').waitFor();
    await search.press('Enter');
    await page.getByText('Recipient 12 of 959').waitFor();
    await shown(page, "AYŞE'ye özel");
    await search.fill('charlotte');
    await search.press('Enter');
    await shown(page, 'Charlotte özel');
    await page.getByText('The suffix of {ad} is left out').waitFor();
  });

  it.each([
    ['light', 'en', 1280],
    ['dark', 'tr', 360],
  ] as const)(
    'has no violations reported by axe and no sideways scrolling: %s, %s, %i px',
    async (theme, locale, width) => {
      const page = await compose(TEMPLATE, { theme, locale, width });
      await page.locator(AT.missing).waitFor();
      expect(await axeViolations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
    },
  );
});
