/** `check:reference [--all]`: checks the pages of the reference with axe. Last line: `N passed, N failed`. */
import { globSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';
import { readCommandLine } from '../../scripts/command-line.mjs';
import { type AxeCheck, axeViolations } from '../support/axe.ts';
import { launchChromium } from '../support/launch.ts';
import { serveFolder } from '../support/storybook.ts';

const REFERENCE = fileURLToPath(new URL('../../docs/api', import.meta.url));
const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 360, height: 740 };

/** Replaces the menu on all pages but the first. It has 9,000 elements, which are the same on all pages. */
const NO_MENU = `window.navigationData = '${deflateSync('[]').toString('base64')}'`;

const { values } = readCommandLine(
  `
Usage: check:reference [--all]

Builds the reference of all packages and checks its pages with axe, wide and narrow, light and dark. Fails for a violation,
for a page that scrolls sideways at 360 px, and where docs:api --check fails.

  --all  checks all pages, which takes minutes. Default: a long one of each kind
`,
  { all: { type: 'boolean', default: false } },
);

const all = globSync('**/*.html', { cwd: REFERENCE }).toSorted();
if (all.length === 0) throw new Error('The reference is not built. Run `npx -y pnpm@12 docs:api` first.');
const pages = values.all ? all : longOfEachKind();
const server = await serveFolder(REFERENCE);
const browser = await launchChromium();
const context = await browser.newContext({ reducedMotion: 'reduce' });
const page = await context.newPage();
let passed = 0;
let failed = 0;
for (const path of pages) {
  const faults = await faultsOf(path);
  if (faults.length > 0) failed += 1;
  else passed += 1;
  for (const fault of faults) console.log(`${path}: ${fault}`);
  if (path !== pages[0]) continue;
  await page.route('**/assets/navigation.js', (route) => route.fulfill({ body: NO_MENU }));
}
await browser.close();
server.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** The page of each kind that is longer than nine tenths of them. Each folder contains a kind; a page in no folder is one, too. */
function longOfEachKind(): string[] {
  const kindOf = (path: string): string => (dirname(path) === '.' ? path : dirname(path));
  const sizeOf = (path: string): number => statSync(join(REFERENCE, path)).size;
  return [...new Set(all.map(kindOf))].flatMap((kind) => {
    const pages = all.filter((path) => kindOf(path) === kind);
    const long = Math.floor(pages.length * 0.9);
    return pages.toSorted((one, other) => sizeOf(one) - sizeOf(other)).slice(long, long + 1);
  });
}

async function faultsOf(path: string): Promise<string[]> {
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`${server.url}/${path}`);
  // A script shows the page when it has rendered the menu.
  const shown = path === pages[0] ? '#tsd-nav-container a.current' : '.col-content';
  await page.locator(shown).waitFor();
  const faults: string[] = [];
  const check = async (look: string, options?: AxeCheck): Promise<void> => {
    const violations = await axeViolations(page, options);
    faults.push(...violations.map((violation) => `${look}: ${violation}`));
  };
  await check('light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await check('dark', { rules: 'colours' });
  await page.setViewportSize(NARROW);
  await check('narrow', { rules: 'widths' });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (width > NARROW.width) faults.push(`scrolls sideways at ${NARROW.width} px: ${width} px`);
  return faults;
}
