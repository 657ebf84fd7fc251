import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { architecturePage, packageArrows, roomArrows } from '../scripts/import-graph.mjs';

const page = readFileSync(new URL('../docs/architecture.md', import.meta.url), 'utf8');

describe('docs/architecture.md', () => {
  it('draws the imports as the sources have them; node scripts/import-graph.mjs draws them anew', () => {
    const { written, wanted } = architecturePage();
    expect(written).toContain('flowchart LR');
    expect(written).toBe(wanted);
  });

  it.each(['iletimerkezi-core', 'iletimerkezi-emulator', 'nest-iletimerkezi', 'react-sms-ui'])(
    'says what each room of %s holds, and of none that is gone',
    (name) => {
      const [, section = ''] = page.split(`\n### ${name}\n`);
      const table = section.slice(0, section.indexOf('<!-- graph'));
      const told = [...table.matchAll(/^\| (`[^|]+) \|/gm)].flatMap(([, cell = '']) =>
        [...cell.matchAll(/`([^`]+)`/g)].map(([, room = '']) => room),
      );
      expect(told.toSorted()).toEqual(roomArrows(name).rooms);
    },
  );

  it('is right that storage imports no room but common, which imports none', () => {
    const { rooms, arrows } = roomArrows('nest-iletimerkezi');
    expect(rooms).toEqual(expect.arrayContaining(['common', 'storage']));
    expect(arrows.filter(({ from }) => from === 'common' || from === 'storage')).toEqual([
      { from: 'storage', to: 'common' },
    ]);
  });

  it('sees every package', () => {
    const seen = new Set(packageArrows().flatMap(({ from, to }: { from: string; to: string }) => [from, to]));
    expect([...seen].toSorted()).toEqual(
      ['demo', 'iletimerkezi-core', 'iletimerkezi-emulator', 'nest-iletimerkezi', 'react-sms-ui'].toSorted(),
    );
  });
});
