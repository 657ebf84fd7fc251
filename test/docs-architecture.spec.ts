import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { architecturePage, packageArrows, folderArrows } from '../scripts/import-graph.mjs';

const page = readFileSync(new URL('../docs/architecture.md', import.meta.url), 'utf8');

describe('docs/architecture.md', () => {
  it('draws the imports that the sources have (run node scripts/import-graph.mjs)', () => {
    const { written, wanted } = architecturePage();
    expect(written).toContain('flowchart LR');
    expect(written).toBe(wanted);
  });

  it.each([
    'iletimerkezi-core',
    'iletimerkezi-emulator',
    'iletimerkezi-mcp',
    'nest-iletimerkezi',
    'react-sms-ui',
  ])('describes each folder of %s, and no other', (name) => {
    const [, section = ''] = page.split(`\n### ${name}\n`);
    const table = section.slice(0, section.indexOf('<!-- graph'));
    const listed = [...table.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, folder = '']) => folder),
    );
    expect(listed.toSorted()).toEqual(folderArrows(name).folders);
  });

  it('shows that common, options and storage import no folder above them', () => {
    const { folders, arrows } = folderArrows('nest-iletimerkezi');
    expect(folders).toEqual(expect.arrayContaining(['common', 'storage']));
    expect(arrows.filter(({ from }) => ['common', 'options', 'storage'].includes(from))).toEqual([
      { from: 'options', to: 'common' },
      { from: 'storage', to: 'common' },
      { from: 'storage', to: 'options' },
    ]);
  });

  it('sees every package', () => {
    const seen = new Set(packageArrows().flatMap(({ from, to }: { from: string; to: string }) => [from, to]));
    expect([...seen].toSorted()).toEqual(
      [
        'demo',
        'iletimerkezi-core',
        'iletimerkezi-emulator',
        'iletimerkezi-mcp',
        'nest-iletimerkezi',
        'react-sms-ui',
      ].toSorted(),
    );
  });
});
