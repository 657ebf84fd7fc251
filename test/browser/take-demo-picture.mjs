// Takes the picture of the demo that the README shows, from the real page. Run after a build:
//   node test/browser/take-demo-picture.mjs
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startDemo } from 'demo';
import { chromium } from 'playwright-core';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const picture = path('../../docs/images/demo.png');

const demo = await startDemo();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
  await page.addInitScript(() => {
    localStorage.setItem('demo.locale', 'en');
    localStorage.setItem('demo.theme', 'light');
  });
  await page.goto(demo.url);
  await page.locator('input[type=file]').setInputFiles(path('../../apps/demo/samples/recipients.csv'));
  await page.locator('[data-kind=rejected]').first().waitFor();
  await page
    .locator('[data-slot=sms-composer-message] textarea')
    .fill('Mavi Kitap’ta yaz indirimi başladı: seçili kitaplarda %40, 30 Kasım’a dek. İyi okumalar dileriz!');
  await page.locator('[data-slot=sms-composer-sender] select').selectOption('MAVIKITAP');
  await page.evaluate(() => {
    document.activeElement?.blur();
    scrollTo(0, 0);
  });
  mkdirSync(path('../../docs/images'), { recursive: true });
  await page.screenshot({ path: picture });
} finally {
  await browser.close();
  await demo.close();
}
