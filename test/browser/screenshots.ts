// Takes pictures of the stories tagged `visual`: both languages, light and dark, narrow and wide.
//   node test/browser/screenshots.ts [--all] [--out FOLDER] [--only locale=tr,theme=dark,width=360] [part of a story's id …]
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launchChromium } from '../support/launch.ts';
import { listStories, serveFolder, STORYBOOK, storyUrl } from '../support/storybook.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: 'boolean', default: false },
    out: { type: 'string', default: fileURLToPath(new URL('../screenshots', import.meta.url)) },
    only: { type: 'string', default: '' },
  },
});

const only = new Map(values.only.split(',').map((pair) => pair.split('=') as [string, string]));
const choose = (name: string, all: readonly string[]): readonly string[] =>
  all.filter((value) => (only.get(name) ?? value) === value);

const stories = listStories().filter(
  ({ id, tags }) =>
    (values.all || positionals.length > 0 || tags.includes('visual')) &&
    (positionals.length === 0 || positionals.some((wanted) => id.includes(wanted))),
);
mkdirSync(values.out, { recursive: true });

const server = await serveFolder(STORYBOOK);
const browser = await launchChromium();
let taken = 0;
try {
  for (const width of choose('width', ['360', '1280'])) {
    const page = await browser.newPage({
      viewport: { width: Number(width), height: 720 },
      reducedMotion: 'reduce',
    });
    for (const story of stories) {
      for (const locale of choose('locale', ['tr', 'en'])) {
        for (const theme of choose('theme', ['light', 'dark'])) {
          await page.goto(storyUrl(server.url, story.id, { locale, theme }));
          await page.locator('.stage').first().waitFor();
          await page.evaluate(() => document.fonts.ready);
          await page.waitForTimeout(120);
          await page.screenshot({
            path: join(values.out, `${story.id}.${locale}.${theme}.${width}.png`),
            fullPage: true,
          });
          taken += 1;
        }
      }
    }
    await page.close();
  }
} finally {
  await browser.close();
  server.close();
}
console.log(`${taken} pictures in ${values.out}`);
