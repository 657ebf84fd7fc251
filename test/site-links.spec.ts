// starts: nothing, but needs the built site
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { EMBEDDED, PAGES, ROOT } from '../docs/site/pages.mjs';

/** The built site. turbo builds it before these tests: `npx -y pnpm@12 --filter api-docs site:build`. */
const SITE = join(ROOT, 'docs/.site');

const documents = globSync('**/*.html', { cwd: SITE })
  .filter((name) => !EMBEDDED.test(`/${name}`))
  .toSorted();
const htmlOf = (name: string): string => readFileSync(join(SITE, name), 'utf8');

const unescaped = (text: string): string => text.replaceAll('&amp;', '&').replaceAll('&#39;', "'");
const attributes = (html: string, name: string): string[] =>
  [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map(([, value = '']) => unescaped(value));

const ids = new Map(documents.map((name) => [name, new Set(attributes(htmlOf(name), 'id'))]));

/** Returns why a link leads nowhere, or undefined. */
function faultOf(href: string, page: string): string | undefined {
  if (/^(?:https?:|mailto:|data:)/.test(href)) return URL.canParse(href) ? undefined : 'is no address';
  const { pathname, hash } = new URL(href, `http://site/${page}`);
  if (EMBEDDED.test(pathname)) return undefined;
  const path = decodeURI(pathname).slice(1);
  const file = [path, `${path}.html`, join(path, 'index.html')].find(
    (candidate) =>
      candidate !== '' &&
      (ids.has(candidate) || /\.\w+$/.test(candidate)) &&
      existsSync(join(SITE, candidate)),
  );
  if (file === undefined) return 'leads nowhere';
  const anchor = decodeURIComponent(hash.slice(1));
  return anchor === '' || ids.get(file)?.has(anchor) ? undefined : 'has no such heading';
}

describe('The built site', () => {
  it('contains a document for each page, and its Markdown', () => {
    expect(documents).toEqual(
      expect.arrayContaining(Object.values(PAGES).map((route) => route.replace(/\.md$/, '.html'))),
    );
    const sources = Object.entries(PAGES).filter(([file]) => !file.startsWith('docs/site/'));
    expect(sources.map(([, route]) => route).filter((route) => !existsSync(join(SITE, route)))).toEqual([]);
  });

  it.each(documents)('has no dead link, anchor, image or script on %s', (page) => {
    const html = htmlOf(page);
    const targets = [...new Set([...attributes(html, 'href'), ...attributes(html, 'src')])];
    expect(targets.length).toBeGreaterThan(3);
    const faults = targets.flatMap((target) => {
      const fault = faultOf(target, page);
      return fault === undefined ? [] : [`${target} ${fault}`];
    });
    expect(faults).toEqual([]);
  });

  it('shows braces of the sources as text', () => {
    expect(htmlOf('errors.html')).toContain('give { title, identity, optOut, … }');
  });

  it('lists its pages in llms.txt, as Markdown that exists', () => {
    const targets = [...readFileSync(join(SITE, 'llms.txt'), 'utf8').matchAll(/\]\((\/[^)]+)\)/g)].map(
      ([, target = '']) => target,
    );
    expect(targets.length).toBeGreaterThan(40);
    expect(targets.filter((target) => !existsSync(join(SITE, target)))).toEqual([]);
  });

  it('links the Storybook and the API of all packages', () => {
    expect(attributes(htmlOf('sending.html'), 'href')).toEqual(
      expect.arrayContaining(['/storybook/', '/api/']),
    );
  });
});
