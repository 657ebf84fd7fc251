/**
 * Writes llms.txt, the index of all pages for language models: `node scripts/llms.mjs`. Titles and first sentences are
 * taken from the pages. A test fails if a page is missing.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const FILE = join(root, 'llms.txt');

/** Returns a page's title and first sentence, without Markdown. */
function headOf(path) {
  const text = readFileSync(join(root, path), 'utf8');
  const [, title = path] = /^# (.+)$/m.exec(text) ?? [];
  const paragraphs = text
    .slice(text.indexOf('\n', text.indexOf('# ')))
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim());
  const first =
    paragraphs.find((paragraph) => /^(?!```|Written by |Status: )[\p{L}`*]/u.test(paragraph)) ?? '';
  const plain = first
    .replaceAll('\n', ' ')
    .replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replaceAll('**', '');
  const [sentence = plain] = /^.+?[.:](?= |$)/.exec(plain) ?? [];
  return { title: title.replaceAll('`', ''), sentence: sentence.replace(/[.:]$/, '') };
}

const line = (path) => {
  const { title, sentence } = headOf(path);
  return `- [${title}](${path})${sentence && sentence !== title ? `: ${sentence}` : ''}`;
};

const pagesIn = (folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .toSorted()
    .map((name) => `${folder}/${name}`);

/** @returns {string} the content of llms.txt. */
export function llmsIndex() {
  const { title, sentence } = headOf('README.md');
  const packages = readdirSync(join(root, 'packages')).flatMap((name) =>
    ['README.md', 'FIDELITY.md']
      .map((page) => `packages/${name}/${page}`)
      .filter((path) => existsSync(join(root, path))),
  );
  return [
    `# ${title}`,
    '',
    `> ${sentence}.`,
    '',
    'Messages with an unknown outcome are never resent, `kind` has no default, and tests run against the emulator instead of mocks.',
    '',
    '## Packages',
    '',
    ...packages.map(line),
    '',
    '## First tasks',
    '',
    ...pagesIn('docs/guides').map(line),
    '',
    '## Guides',
    '',
    ...pagesIn('docs').map(line),
    '',
    '## Examples',
    '',
    ...readdirSync(join(root, 'examples')).flatMap((name) => pagesIn(`examples/${name}`).map(line)),
    '',
    '## Decisions',
    '',
    ...pagesIn('docs/decisions').map(line),
    '',
    '## Optional',
    '',
    ...['README.tr.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CODE_OF_CONDUCT.md'].map(line),
    '',
  ].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(FILE, llmsIndex());
