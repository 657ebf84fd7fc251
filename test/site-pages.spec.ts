import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { foldTerm } from '../docs/site/.vitepress/fold.mjs';
import { PAGES, REPOSITORY, resolveLink, slugOf, translationOf } from '../docs/site/pages.mjs';

describe('foldTerm', () => {
  it.each([
    [['İZİN', 'IZIN', 'izin', 'ızın', 'İzin'], 'izin'],
    [['IŞIK', 'ışık', 'isik', 'Işık'], 'isik'],
    [['MÜŞTERİ', 'müşteri', 'musteri'], 'musteri'],
    [['Çağrı', 'cagri', 'ÇAĞRI'], 'cagri'],
    [['İYS', 'iys', 'IYS'], 'iys'],
  ])('makes %j the term %s', (spellings, term) => {
    expect(spellings.map((spelling) => foldTerm(spelling))).toEqual(spellings.map(() => term));
  });

  it('uses nothing outside itself, because the browser receives its text', () => {
    expect(runInNewContext(`(${foldTerm.toString()})('İĞNE')`)).toBe('igne');
  });
});

describe('resolveLink', () => {
  it.each([
    ['outbox.md#order-states', 'docs/sending.md', '/outbox#order-states'],
    ['../sending.md', 'docs/guides/send.md', '/sending'],
    ['send.tr.md', 'docs/guides/send.md', '/tr/guides/send'],
    ['decisions/README.md', 'docs/architecture.md', '/decisions/'],
    ['../packages/react-sms-ui/README.md', 'docs/components.md', '/packages/react-sms-ui'],
    ['../../docs/errors.md#iys', 'packages/nest-iletimerkezi/README.md', '/errors#iys'],
    ['../test/arrows.spec.ts', 'docs/architecture.md', `${REPOSITORY}/blob/main/test/arrows.spec.ts`],
    ['apps/demo', 'README.md', `${REPOSITORY}/tree/main/apps/demo`],
    ['https://example.com/a.md', 'docs/sending.md', 'https://example.com/a.md'],
    ['#validation', 'docs/sending.md', '#validation'],
  ])('of %s on %s is %s', (href, file, address) => {
    expect(resolveLink(href, file)).toBe(address);
  });

  it.each(['gone.md', '../../../etc/passwd'])('throws for %s', (href) => {
    expect(() => resolveLink(href, 'docs/sending.md')).toThrow('leads nowhere');
  });
});

it('A heading has the same anchor as on GitHub', () => {
  expect(slugOf('Yetkili iş ortağı')).toBe('yetkili-iş-ortağı');
  expect(slugOf('`foo()` & bar')).toBe('foo--bar');
});

describe('translationOf', () => {
  it('is the same page in the other language, or its first page', () => {
    expect(translationOf('guides/send.md')).toBe('/tr/guides/send');
    expect(translationOf('tr/guides/send.md')).toBe('/guides/send');
    expect(translationOf('sending.md')).toBe('/tr/');
  });

  it('exists for each guide of a task', () => {
    const guides = Object.values(PAGES).filter((route) => /^(?:tr\/)?guides\//.test(route));
    expect(guides.length).toBeGreaterThanOrEqual(8);
    expect(guides.filter((route) => !translationOf(route).includes('guides'))).toEqual([]);
  });
});
