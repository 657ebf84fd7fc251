import { expect, it } from '@jest/globals';
import { startDemo } from 'demo';
import { startEmulator } from 'iletimerkezi-emulator';
import type { Page } from 'playwright-core';
import { becomes } from '../support/becomes.js';
import { describeBrowser } from '../support/chromium.js';
import { demoHarness } from '../support/demo-harness.js';
import { callDemo, DemoPages, importConsents } from '../support/demo-page.js';

const DELAYS = { acceptMs: 5, deliveryMs: [20, 400] } as const;

describeBrowser('phones and blacklist in the demo', () => {
  const harness = demoHarness({ empty: true, delays: DELAYS });

  let texts = 0;
  /** Sends a message. Use each text once: the provider refuses duplicates. */
  async function send(recipients: readonly string[], text = 'Siparişiniz yola çıktı.'): Promise<string> {
    texts += 1;
    const unique = `${text} Takip no ${texts}`;
    await callDemo(harness.demo, '/api/orders', {
      kind: 'transactional',
      sender: 'EMULATOR',
      text: unique,
      recipients,
    });
    return unique;
  }

  it('sends a commercial message to the 97 recipients who consented, and shows the 3 who refused with the reason', async () => {
    const numbers = Array.from({ length: 100 }, (_, index) => `053540000${String(index).padStart(2, '0')}`);
    const refusing = new Set([numbers[8], numbers[50], numbers[99]]);
    await importConsents(
      harness.demo,
      numbers.map((recipient) => ({ recipient, status: refusing.has(recipient) ? 'RET' : 'ONAY' })),
    );
    await becomes(
      async () =>
        (await callDemo<{ registrations: { sent?: number } }>(harness.demo, '/api/consents/summary'))
          .registrations.sent,
      97,
    );

    const page = await harness.pages.open('/');
    await page.locator('textarea').first().fill(numbers.join('\n'));
    await page.getByText('100 recipients will get the message').waitFor();
    await page.locator('[data-slot=sms-composer-message] textarea').fill('Yaz indirimi başladı: %40');
    await page.getByRole('radio', { name: /Commercial/ }).check();
    await page.getByRole('radio', { name: /Individual/ }).check();
    await page.locator('[data-slot=sms-composer-footer] button').click();
    await page.locator('dialog[open] [data-kind=primary]').click();
    await page.getByRole('heading', { level: 1, name: 'Order report' }).waitFor();
    await page.locator('.state[data-state=completed]').waitFor();

    const withheld = page.locator('.withheld');
    await withheld.getByText('Not sent to 3 people').click();
    await becomes(
      () => withheld.locator('li').allInnerTexts(),
      ['08', '50', '99'].map((end) => expect.stringMatching(new RegExp(`00 ${end}\\s+Refused$`))),
    );
    const received = harness.demo.emulator?.inbox({ text: 'Yaz indirimi' }, 200) ?? [];
    expect(received).toHaveLength(97);
    expect(received.filter(({ to }) => refusing.has(to.replace('+90', '0')))).toEqual([]);

    // Follow the link from the number to the reason.
    await withheld.getByRole('link').first().click();
    await page.locator('.standing [data-decision=RET]').waitFor();
  });

  it('shows received messages and their parts on the phone, and new messages live', async () => {
    const number = '+905360000001';
    const long = 'Kargonuz bugün 14.00 ile 18.00 arasında kapınızda olacak; '.repeat(4);
    const text = await send([number], long);
    const page = await harness.pages.open('/phones');
    await page.getByRole('link', { name: /536 000 00 01/ }).click();
    await page.getByRole('heading', { name: '+90 536 000 00 01' }).waitFor();
    await becomes(() => page.locator('[data-slot=phone-thread-bubble]').count(), 1);
    // Four parts have three separators.
    const { parts } = harness.demo.emulator?.inbox({ text })[0] ?? { parts: 0 };
    expect(parts).toBeGreaterThan(1);
    await becomes(() => page.locator('[data-slot=phone-thread-seam]').count(), parts - 1);
    await page.locator('[data-slot=phone-thread-message] [data-status=delivered]').waitFor();

    const address = page.url();
    const second = await send([number]);
    await page.locator('[data-slot=phone-thread-bubble]').filter({ hasText: second }).waitFor();
    await page.reload();
    await page.locator('[data-slot=phone-thread-bubble]').filter({ hasText: second }).waitFor();
    expect(page.url()).toBe(address);
    await page.goBack();
    await page.getByText('Choose a phone to read its messages.').waitFor();
    await page.getByRole('searchbox').fill('0000001');
    await becomes(() => page.locator('.phone-rows a').count(), 1);
  });

  it('explains that phones are not available with a real account', async () => {
    const provider = await startEmulator({ seed: { acceptMs: 5, deliveryMs: [5, 20] } });
    const real = await startDemo({
      real: true,
      env: {
        ILETIMERKEZI_KEY: 'emulator',
        ILETIMERKEZI_HASH: 'emulator',
        ILETIMERKEZI_BASE_URL: provider.url,
      },
    });
    try {
      const page = await new DemoPages(harness.browser, real).open('/phones');
      await page.getByText('messages are delivered to real phones').waitFor();
      expect(await page.locator('.phones').count()).toBe(0);
      await page.context().close();
    } finally {
      await real.close();
      await provider.close();
    }
  });

  it('blocks a number, delivers nothing to it, and unblocks it', async () => {
    const page = await harness.pages.open('/blacklist');
    await page.getByLabel('Block a number').fill('0536 000 00 09');
    await page.getByRole('button', { name: 'Block', exact: true }).click();
    const rows = page.locator('[data-slot=blacklist-manager-row]');
    await rows.filter({ hasText: '+90 536 000 00 09' }).waitFor();

    await page.reload();
    await rows.filter({ hasText: '+90 536 000 00 09' }).waitFor();
    const text = await send(['+905360000009', '+905360000010']);
    await harness.demo.emulator?.waitForMessages({ text, status: 'delivered' }, { timeoutMs: 100_000 });
    await becomes(async () => harness.demo.emulator?.inbox({ text, status: 'waiting' }), []);
    expect(harness.demo.emulator?.inbox({ text, status: 'delivered' }).map(({ to }) => to)).toEqual([
      '+905360000010',
    ]);

    await rows.getByRole('button').click();
    await becomes(() => rows.count(), 0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await rows.filter({ hasText: '+90 536 000 00 09' }).waitFor();
  });

  it('opens every page on a phone, less used pages through “More”', async () => {
    const page = await harness.pages.open('/', { width: 360 });
    const tabs = page.getByRole('navigation', { name: 'Pages' });
    const shown = await visibleLinks(tabs.getByRole('link'));
    expect(shown).toContain('More');
    expect(shown.length).toBeLessThanOrEqual(5);
    await tabs.getByRole('link', { name: 'More' }).click();
    await page.getByRole('heading', { level: 1, name: 'More' }).waitFor();
    const behind = await page.locator('.more-list a').allInnerTexts();
    expect(behind).toContain('Blacklist');

    // On a wide screen the navigation lists all pages.
    const wide = await harness.pages.open('/');
    const all = await visibleLinks(wide.getByRole('navigation', { name: 'Pages' }).getByRole('link'));
    expect(all.toSorted()).toEqual([...shown.filter((name) => name !== 'More'), ...behind].toSorted());

    await page.getByRole('link', { name: 'Blacklist' }).click();
    await page.getByRole('heading', { level: 1, name: 'Blacklist' }).waitFor();
    await page.goBack();
    await page.getByRole('combobox', { name: 'Language' }).selectOption('tr');
    await page.getByRole('heading', { level: 1, name: 'Diğer' }).waitFor();
  });
});

async function visibleLinks(links: ReturnType<Page['locator']>): Promise<string[]> {
  const names: string[] = [];
  for (const link of await links.all()) if (await link.isVisible()) names.push(await link.innerText());
  return names;
}
