import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Every page of Markdown that people read, from the root of the repository. */
const pages = [
  '',
  'docs',
  'docs/decisions',
  'docs/guides',
  '.changeset',
  ...['packages', 'examples'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => `${folder}/${name}`),
  ),
]
  .flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.md') && name !== 'CHANGELOG.md')
      .map((name) => join(folder, name)),
  )
  .toSorted();

const withoutCode = (text: string): string =>
  text.replaceAll(/^(```|~~~)[\s\S]*?^\1/gm, '').replaceAll(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, 'code');

/** The anchors of a page's headings, made as GitHub makes them: a repeated one gets a number. Then those of `<a id>`. */
function anchorsOf(page: string): Set<string> {
  const seen = new Map<string, number>();
  const text = readFileSync(page, 'utf8').replaceAll(/^(```|~~~)[\s\S]*?^\1/gm, '');
  const anchors = [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => {
    const slug = heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
      .replaceAll(' ', '-');
    const before = seen.get(slug) ?? 0;
    seen.set(slug, before + 1);
    return before === 0 ? slug : `${slug}-${before}`;
  });
  const marked = [...text.matchAll(/<a id="([\w-]+)">/g)].map(([, id = '']) => id);
  return new Set([...anchors, ...marked]);
}

function faultOf(target: string, page: string): string | undefined {
  if (/^https?:/.test(target)) return URL.canParse(target) ? undefined : 'is no address';
  if (target.startsWith('mailto:')) return undefined;
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? join(root, page) : join(root, dirname(page), decodeURI(path));
  if (relative(root, file).startsWith('..')) return 'leads out of the repository';
  if (!existsSync(file)) return 'leads nowhere';
  if (anchor === undefined || statSync(file).isDirectory()) return undefined;
  return anchorsOf(file).has(decodeURI(anchor)) ? undefined : 'has no such heading';
}

describe('Links in the documentation', () => {
  it('are found', () => {
    expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/outbox.md']));
  });

  it.each(pages)('of %s lead somewhere', (page) => {
    const targets = [
      ...withoutCode(readFileSync(join(root, page), 'utf8')).matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g),
    ].map(([, target = '']) => target);
    const faults = targets.flatMap((target) => {
      const fault = faultOf(target, page);
      return fault === undefined ? [] : [`${target} ${fault}`];
    });
    expect(faults).toEqual([]);
  });
});

it('Every guide is linked from the README', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const guides = pages.filter((page) => /^docs\/(guides\/)?[^/]+$/.test(page));
  expect(guides.filter((page) => !readme.includes(`](${page}`))).toEqual([]);
});

describe('llms.txt', () => {
  const index = readFileSync(join(root, 'llms.txt'), 'utf8');
  const listed = [...index.matchAll(/^- \[[^\]]+\]\(([^)]+)\)/gm)].map(([, path = '']) => path);

  it('lists every page once, and none that is gone; node scripts/llms.mjs writes it anew', () => {
    const wanted = pages.filter((page) => page !== 'README.md' && !page.startsWith('.'));
    expect(listed.toSorted()).toEqual(wanted);
  });
});
