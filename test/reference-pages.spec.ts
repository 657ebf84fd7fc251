import { describe, expect, it } from '@jest/globals';
import { correctPage, linkInsideGroups } from '../docs/reference-pages.mjs';

const LINK = '<a href="#methods" aria-label="Permalink" class="tsd-anchor-icon"><svg></svg></a>';

describe('A page of the reference', () => {
  it('has landmarks', () => {
    expect(correctPage('<div class="col-content"></div><nav class="tsd-navigation"></nav>')).toBe(
      '<div class="col-content" role="main"></div><nav class="tsd-navigation" aria-label="Packages"></nav>',
    );
  });

  it('has no link inside of a button that opens a section, and keeps other permalinks', () => {
    const title = `<h2 id="methods">Methods${LINK}</h2>`;
    expect(correctPage(`<h1>A</h1><summary data-key="a">\n${title}</summary>${title}`)).toBe(
      `<h1>A</h1><summary data-key="a">\n<h2 id="methods">Methods</h2></summary>${title}`,
    );
  });

  it('has tables that the keyboard can scroll', () => {
    expect(correctPage('<table><tr><td>A</td></tr></table>')).toContain('<table tabindex="0">');
  });

  it('has no heading more than one level below the heading before it', () => {
    expect(correctPage('<h1>A</h1><h4 id="b">B</h4><h2>C</h2><h3>D</h3><h5>E</h5><h2>F</h2>')).toBe(
      '<h1>A</h1><h4 aria-level="2" id="b">B</h4><h2>C</h2><h3>D</h3><h5 aria-level="4">E</h5><h2>F</h2>',
    );
  });
});

it('A group of the menu has its page as the first entry, and opens with a button alone', () => {
  const page = { text: 'Faults', path: 'classes/Faults.html', kind: 128 };
  const menu = [{ text: 'client', path: 'modules/client.html', kind: 2, children: [page] }, page];
  expect(linkInsideGroups(menu)).toEqual([
    {
      text: 'client',
      kind: 2,
      children: [{ text: 'Overview', path: 'modules/client.html', kind: 2 }, page],
    },
    page,
  ]);
});
