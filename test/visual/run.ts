/** `visual [story…] [--update]`: compares pictures of the Storybook's stories with those in the repository. */
import { readCommandLine } from '../../scripts/command-line.mjs';
import { listStories } from '../support/storybook.ts';
import { Baselines, picturesOf } from './baselines.ts';
import { difference } from './compare.ts';
import { type Changed, writeDifferences } from './differences-page.ts';
import { takePictures } from './take-pictures.ts';

const { values, positionals } = readCommandLine(
  `
Usage: visual [story…] [--update]

Takes pictures of all stories with the tag \`visual\`, in both languages and themes, narrow and wide, compact, right to left
and in forced colours, and compares them with test/visual/baselines. Exits with 1 when one differs, and writes a page that
shows the differences.

  story     part of a story's id; may be given several times
  --update  accepts the pictures: writes the baselines and deletes those of stories that are gone
`,
  { update: { type: 'boolean', default: false } },
  { allowPositionals: true },
);

const isChosen = (id: string): boolean =>
  positionals.length === 0 || positionals.some((part) => id.includes(part));

const stories = listStories().filter(({ id, tags }) => tags.includes('visual') && isChosen(id));
if (stories.length === 0) {
  console.error('No story with the tag `visual` has such an id.');
  process.exit(2);
}

const baselines = new Baselines();
const all: Changed[] = [];
let taken = 0;
const failed = await takePictures(stories, async ({ name, picture: after }) => {
  taken += 1;
  const before = baselines.read(name);
  const found = before && (await difference(before, after));
  if (before && !found) return;
  console.log(found ? `${name}: ${found.pixels} pixels differ` : `${name}: new`);
  all.push({ name, before, after, marked: found?.picture, pixels: found?.pixels });
  if (values.update) baselines.write(name, after);
});

for (const [story, reason] of failed) console.log(`${story}: no pictures, ${reason}`);

const expected = new Set(picturesOf(stories));
for (const name of baselines.names()) {
  const [story = ''] = name.split('/');
  if (!isChosen(story) || expected.has(name)) continue;
  console.log(`${name}: no story has it any more`);
  all.push({ name, before: baselines.read(name) });
  if (values.update) baselines.remove(name);
}

if (failed.size > 0) process.exitCode = 1;
if (all.length === 0) console.log(`${taken} pictures are as before.`);
else if (values.update) console.log(`${taken} pictures taken, ${all.length} of them accepted.`);
else {
  console.log(`${all.length} of ${taken} pictures differ: ${writeDifferences(all)}
Look at each. If they are as intended, run \`npx -y pnpm@12 visual --update\` and commit the baselines.`);
  process.exitCode = 1;
}
