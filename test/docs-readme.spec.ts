import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const read = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const english = read('README.md');
const turkish = read('README.tr.md');

const headings = (text: string): string[] =>
  [...text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/^(#+) /gm)].map(([, level = '']) => level);

/** Blocks of code without their comments, which are in the page's language. */
const code = (text: string): string[] =>
  [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].map(([, language, body = '']) =>
    [language, ...body.split('\n').map((line) => line.replace(/\s+# .*$/, ''))].join('\n'),
  );

const links = (text: string): string[] =>
  [...text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);

const rows = (text: string): number => text.split('\n').filter((line) => line.startsWith('| ')).length;

describe('README.md and README.tr.md', () => {
  it('link to each other', () => {
    expect(links(english)[0]).toBe('README.tr.md');
    expect(links(turkish)[0]).toBe('README.md');
  });

  it('have the same headings, by level', () => {
    expect(headings(turkish)).toEqual(headings(english));
  });

  it('have the same code', () => {
    expect(code(english).length).toBeGreaterThan(2);
    expect(code(turkish)).toEqual(code(english));
  });

  it('have the same links, in the same order', () => {
    expect(links(turkish).slice(1)).toEqual(links(english).slice(1));
  });

  it('have as many rows in their tables', () => {
    expect(rows(turkish)).toBe(rows(english));
  });
});
