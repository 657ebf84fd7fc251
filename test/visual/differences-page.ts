import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PictureName } from './baselines.ts';

/** Where the page is written. Git ignores it. */
export const DIFFERENCES = fileURLToPath(new URL('../screenshots/visual', import.meta.url));

/** A picture that is not as its baseline. */
export interface Changed {
  readonly name: PictureName;
  /** Undefined for a new picture. */
  readonly before?: Buffer;
  /** Undefined for a picture that no story has any more. */
  readonly after?: Buffer;
  readonly marked?: Buffer;
  readonly pixels?: number;
}

const COLUMNS = ['before', 'after', 'marked'] as const;
const TITLES = { before: 'Before', after: 'After', marked: 'Difference' } as const;

/** Writes a page with all differences, and their pictures beside it. @returns its path. */
export function writeDifferences(all: readonly Changed[], folder = DIFFERENCES): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const changed of all)
    for (const column of COLUMNS) {
      const picture = changed[column];
      if (!picture) continue;
      const path = join(folder, fileOf(changed, column));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, picture);
    }
  const path = join(folder, 'index.html');
  writeFileSync(path, pageOf(all));
  return path;
}

const fileOf = ({ name }: Changed, column: string): string => `${name}.${column}.webp`;

const sectionOf = (changed: Changed): string => `
<section>
  <h2>${changed.name}${changed.pixels === undefined ? '' : ` <small>${changed.pixels} pixels differ</small>`}</h2>
  <div>${COLUMNS.filter((column) => changed[column])
    .map(
      (column) =>
        `<figure><figcaption>${TITLES[column]}</figcaption><img loading="lazy" alt="${TITLES[column]} ${changed.name}" src="${fileOf(changed, column)}"></figure>`,
    )
    .join('')}</div>
</section>`;

const pageOf = (all: readonly Changed[]): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Visual differences: ${all.length}</title>
<style>
  body { font: 15px/1.5 system-ui, sans-serif; margin: 24px; background: #f4f4f5; color: #18181b; }
  section { margin-block: 32px; }
  section > div { display: grid; grid-template-columns: repeat(auto-fit, minmax(320px, 1fr)); gap: 16px; }
  h2 { font-size: 16px; } small { font-weight: normal; color: #52525b; }
  figure { margin: 0; } img { max-inline-size: 100%; border: 1px solid #d4d4d8; background: #fff; }
</style>
<h1>${all.length === 1 ? '1 picture differs' : `${all.length} pictures differ`}</h1>
${all.map(sectionOf).join('\n')}
</html>
`;
