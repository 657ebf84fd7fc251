// Takes screenshots of the stories tagged `visual`: both languages, light and dark, narrow and wide.
//   node test/browser/screenshots.ts [--all] [--out FOLDER] [--only locale=tr,theme=dark,width=360]
//     [--globals dir=rtl,density=compact] [--forced-colors] [part of a story's id …]
// `--globals` sets other globals of Storybook's toolbar. `--only` also accepts another locale or theme: `--only locale=pseudo`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launchChromium } from '../support/launch.ts';
import { openStory, watchStories } from '../support/stories.ts';
import { listStories, serveFolder, STORYBOOK } from '../support/storybook.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: 'boolean', default: false },
    out: { type: 'string', default: fileURLToPath(new URL('../screenshots', import.meta.url)) },
    only: { type: 'string', default: '' },
    globals: { type: 'string', default: '' },
    'forced-colors': { type: 'boolean', default: false },
  },
});

const pairs = (text: string) =>
  text
    .split(',')
    .filter(Boolean)
    .map((pair) => pair.split('=') as [string, string]);
const only = new Map(pairs(values.only));
const globals = Object.fromEntries(pairs(values.globals));
const choose = (name: string, all: readonly string[]): readonly string[] =>
  only.has(name) ? [only.get(name) ?? ''] : all;

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
      forcedColors: values['forced-colors'] ? 'active' : 'none',
    });
    await watchStories(page);
    for (const story of stories) {
      for (const locale of choose('locale', ['tr', 'en'])) {
        for (const theme of choose('theme', ['light', 'dark'])) {
          for (const problem of await openStory(page, server.url, story.id, { ...globals, locale, theme })) {
            console.error(`${story.id}: ${problem}`);
          }
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
