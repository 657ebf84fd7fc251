import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

it('docs/upgrading.md lists every schema migration and no other', () => {
  const page = readFileSync(new URL('../docs/upgrading.md', import.meta.url), 'utf8');
  const listed = [...page.matchAll(/^\| (\d+) \| `([\w-]+)` \|/gm)].map(([, step = '', name = '']) => ({
    step: Number(step),
    name,
  }));
  const steps = readdirSync(new URL('../packages/nest-iletimerkezi/src/storage/migrations', import.meta.url))
    .toSorted()
    .flatMap((file) => {
      const [, step, name = ''] = /^(\d{4})-([\w-]+)\.ts$/.exec(file) ?? [];
      return step === undefined ? [] : [{ step: Number(step), name }];
    });
  expect(listed).toEqual(steps);
});
