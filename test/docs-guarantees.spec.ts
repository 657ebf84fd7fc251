import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const docs = new URL('../docs/', import.meta.url);
const page = readFileSync(new URL('guarantees.md', docs), 'utf8');

interface Proof {
  file: string;
  titles: string[];
}

/** Each row of a table of promises: the promise, and the files with the titles of the tests that prove it. */
const promises = [...page.matchAll(/^\| (.+) \| (\[.+) \|$/gm)].map(([, promise = '', proof = '']) => ({
  promise,
  proofs: proof.split(/; (?=\[)/).map((part): Proof => ({
    file: /\]\(([^)]+)\)/.exec(part)?.[1] ?? '',
    titles: [...part.matchAll(/“([^”]+)”/g)].map(([, title = '']) => title),
  })),
}));

const unescaped = (text: string): string => text.replaceAll(/\\(['"`])/g, '$1');

describe('docs/guarantees.md', () => {
  it('has promises', () => {
    expect(promises.length).toBeGreaterThan(30);
  });

  it.each(promises)('names tests that exist for: $promise', ({ proofs }) => {
    const missing = proofs.flatMap(({ file, titles }) => {
      const path = fileURLToPath(new URL(file, docs));
      if (!existsSync(path)) return [`no file ${file}`];
      const source = unescaped(readFileSync(path, 'utf8'));
      const quoted = (title: string): boolean =>
        ["'", '"', '`'].some((mark) => source.includes(mark + title + mark));
      return titles.filter((title) => !quoted(title)).map((title) => `${file}: no test “${title}”`);
    });
    expect(proofs.every(({ titles }) => titles.length > 0)).toBe(true);
    expect(missing).toEqual([]);
  });
});
