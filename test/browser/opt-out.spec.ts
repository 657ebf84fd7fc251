import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { createOptOutController } from 'nest-iletimerkezi';
import { IletimerkeziTestingModule } from 'nest-iletimerkezi/testing';
import type { Browser } from 'playwright-core';
import { axeViolations } from '../support/axe.js';
import { describeBrowser, launchChromium } from '../support/chromium.js';

const URL = 'https://ornek.com/r';

describeBrowser('the opt-out page', () => {
  let app: INestApplication;
  let browser: Browser;
  let dir: string;
  let page: string;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'opt-out-'));
    const module = await Test.createTestingModule({
      imports: [
        IletimerkeziTestingModule.forRoot({
          options: {
            storage: { dir },
            brandCode: '1234',
            brand: {
              title: 'Örnek Giyim Sanayi ve Dış Ticaret Anonim Şirketi',
              identity: { mersis: '0123456789012345' },
              contact: { email: 'musteri.hizmetleri.ve.kisisel.veriler@ornek-giyim-sanayi.com.tr' },
              optOut: { link: URL },
            },
            optOut: { url: URL, secrets: ['a secret of this spec, which is long enough'] },
          },
        }),
      ],
      controllers: [createOptOutController({ path: 'r' })],
    }).compile();
    app = module.createNestApplication({ logger: false });
    await app.listen(0, '127.0.0.1');
    page = `${await app.getUrl()}/r/AAAAAAAAAAA`;
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.close();
    if (dir !== undefined) rmSync(dir, { recursive: true, force: true });
  });

  it.each([
    ['tr-TR', 'light', 'Ticari SMS gönderimini durdur', 'Talebiniz alındı'],
    ['tr-TR', 'dark', 'Ticari SMS gönderimini durdur', 'Talebiniz alındı'],
    ['en-GB', 'light', 'Stop commercial SMS', 'We received your request'],
    ['en-GB', 'dark', 'Stop commercial SMS', 'We received your request'],
  ] as const)(
    'has no violations reported by axe and no sideways scrolling at 360 px: %s, %s',
    async (locale, colorScheme, button, done) => {
      const context = await browser.newContext({
        locale,
        colorScheme,
        viewport: { width: 360, height: 640 },
      });
      try {
        const tab = await context.newPage();
        const check = async (): Promise<void> => {
          expect(await axeViolations(tab)).toEqual([]);
          expect(await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
          expect(await tab.evaluate(() => document.documentElement.lang)).toBe(locale.slice(0, 2));
        };
        await tab.goto(page);
        const press = tab.getByRole('button', { name: button });
        await press.waitFor();
        await check();
        expect((await press.boundingBox())?.height).toBeGreaterThanOrEqual(44);
        await press.click();
        await tab.getByRole('heading', { name: done }).waitFor();
        await check();
      } finally {
        await context.close();
      }
    },
  );
});
