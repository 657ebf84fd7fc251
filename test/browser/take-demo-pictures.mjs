// Takes the pictures of the demo that the README and the docs show, from the real pages and the sample data.
// Run after a build:
//   node test/browser/take-demo-pictures.mjs [name …]      all of them, or those named
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startDemo } from 'demo';
import { launchChromium } from '../support/launch.ts';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const folder = path('../../docs/images');
const TIMEOUT_MS = 240_000;
const PERSON = '05301234567';

/** Each picture: the page, the actions before it is taken, and a selector for the loaded content. */
const PICTURES = {
  demo: { path: '/', prepare: writeMessage, settled: '[data-slot=phone-preview-suffix]' },
  'demo-overview': { path: '/overview', settled: '.health .state' },
  'demo-orders': { path: '/orders', settled: '.sms-orders-link' },
  'demo-order': { path: '/orders', prepare: openCommercialOrder, settled: '.report-section' },
  'demo-consents': { path: '/consents', settled: '.consent-row' },
  'demo-consent-form': {
    path: '/form',
    prepare: fillForm,
    settled: '[data-slot=consent-form-receipt]',
    fullPage: true,
  },
  'demo-consent-person': {
    path: '/consents',
    prepare: openPerson,
    settled: '[data-slot=consent-history-entry]',
  },
  'demo-verification': { path: '/consents/verification', prepare: verify, settled: '[data-run=done]' },
  'demo-import': {
    path: '/consents/import',
    prepare: importSample,
    settled: '[data-slot=import-report-row]',
  },
  'demo-phones': { path: '/phones', prepare: openPhone, settled: '[data-slot=phone-thread-bubble]' },
  'demo-faults': { path: '/faults', settled: '.fault-form' },
  'demo-blacklist': { path: '/blacklist', prepare: block, settled: '[data-slot=blacklist-manager-row]' },
  'demo-consents-phone': {
    path: '/consents',
    settled: '.consent-row',
    look: { locale: 'tr', theme: 'dark', width: 360 },
  },
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in PICTURES));
if (unknown.length > 0) {
  console.error(`No such picture: ${unknown.join(', ')}. There are ${Object.keys(PICTURES).join(', ')}.`);
  process.exit(1);
}

const demo = await startDemo({ sampleData: true, delays: { acceptMs: 50, deliveryMs: [100, 2000] } });
const browser = await launchChromium();
try {
  await sampleDataCreated();
  mkdirSync(folder, { recursive: true });
  for (const [name, picture] of Object.entries(PICTURES)) {
    if (wanted.length === 0 || wanted.includes(name)) await take(name, picture);
  }
} finally {
  await browser.close();
  await demo.close();
}

async function take(name, { path: address, prepare, settled, fullPage = false, look = {} }) {
  const { locale = 'en', theme = 'light', width = 1280 } = look;
  const context = await browser.newContext({
    viewport: { width, height: width < 640 ? 740 : 860 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.addInitScript(
    ([language, colours]) => {
      localStorage.setItem('demo.locale', language);
      localStorage.setItem('demo.theme', colours);
    },
    [locale, theme],
  );
  await page.goto(`${demo.url}${address}`);
  await prepare?.(page);
  await page.locator(settled).first().waitFor({ timeout: TIMEOUT_MS });
  await page.evaluate(async () => {
    document.activeElement?.blur();
    scrollTo(0, 0);
    await document.fonts.ready;
  });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage });
  await context.close();
  console.log(`docs/images/${name}.png`);
}

/** Waits until the sample orders exist and no order is in flight. */
async function sampleDataCreated() {
  for (const until = Date.now() + TIMEOUT_MS; Date.now() < until;) {
    const { campaigns: orders } = await (await fetch(`${demo.url}/api/orders`)).json();
    const inFlight = orders.filter(({ state }) => ['queued', 'submitting', 'sending'].includes(state));
    if (orders.length >= 5 && inFlight.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('The sample data was not created in time.');
}

async function writeMessage(page) {
  await page.locator('input[type=file]').setInputFiles(path('../../apps/demo/samples/recipients.csv'));
  await page.locator('[data-kind=rejected]').first().waitFor();
  await page
    .locator('[data-slot=sms-composer-message] textarea')
    .fill('Mavi Kitap’ta yaz indirimi başladı: seçili kitaplarda %40, 30 Kasım’a dek. İyi okumalar dileriz!');
  await page.locator('[data-slot=sms-composer-sender] select').selectOption('MAVIKITAP');
}

/** Opens the order with withheld recipients. */
async function openCommercialOrder(page) {
  const { campaigns: orders } = await (await fetch(`${demo.url}/api/orders`)).json();
  const commercial = orders.find(({ kind }) => kind === 'commercial');
  await page.locator(`a[href="/orders/${commercial.id}"]`).click();
  await page.locator('.report-section').waitFor();
  await page.locator('.withheld summary').click();
  await page.locator('.withheld li').first().waitFor();
}

async function fillForm(page) {
  await page.getByLabel('Phone number').fill(PERSON);
  await page.getByLabel('I consent to commercial electronic messages by SMS.').check();
  await page.getByRole('button', { name: 'I consent to what I ticked' }).click();
}

/** Opens a person who withdrew their consent. */
async function openPerson(page) {
  await page.getByLabel('Decision').selectOption('RET');
  await page.locator('.consent-row [data-decision=RET]').first().click();
}

async function importSample(page) {
  await page.getByRole('button', { name: 'Try a sample of 10,000 rows' }).click();
}

async function verify(page) {
  await page.getByRole('button', { name: 'Verify now' }).click();
}

async function openPhone(page) {
  await page.locator('.phone-rows a').first().click();
}

async function block(page) {
  for (const number of ['0536 000 00 01', '0536 000 00 02', '0536 000 00 03']) {
    await page.getByLabel('Block a number').fill(number);
    await page.getByRole('button', { name: 'Block', exact: true }).click();
    await page
      .locator('[data-slot=blacklist-manager-row]')
      .filter({ hasText: number.slice(1) })
      .waitFor();
  }
}
