import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { readTokens, styleSheet, variablesModule } from '../../scripts/write-tokens.js';

const SRC = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(`${SRC}/${path}`, 'utf8');

/** Declarations of the styles of all components and parts, with the file and line of each. */
const declarations = globSync('{components,parts}/**/*.css', { cwd: SRC })
  .toSorted()
  .flatMap((file) =>
    read(file)
      .replaceAll(/\/\*[^]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
      .split('\n')
      .flatMap((text, index) => {
        const [, property, value] = /^\s*([\w-]+):\s*(.+?);?$/.exec(text) ?? [];
        return property === undefined || value === undefined
          ? []
          : [{ place: `${file}:${index + 1}`, property, value }];
      }),
  );

const faults = (property: RegExp, value: RegExp): string[] =>
  declarations
    .filter((found) => property.test(found.property) && value.test(found.value))
    .map((found) => `${found.place}: ${found.property}: ${found.value}`);

it('tokens.css and variables.ts are current (write them with scripts/write-tokens.ts)', () => {
  const tokens = readTokens();
  // The formatter wraps long lines.
  const compact = (text: string): string => text.replaceAll(/\s/g, '');
  expect(compact(read('theme/tokens.css'))).toBe(compact(styleSheet(tokens)));
  expect(compact(read('theme/variables.ts'))).toBe(compact(variablesModule(tokens)));
});

it('each colour has the same components as its hexadecimal form, and one for each theme', () => {
  const { light, dark } = readTokens().color;
  expect(Object.keys(dark)).toEqual(Object.keys(light));
  for (const { $value } of [...Object.values(light), ...Object.values(dark)]) {
    const bytes = $value.components.map((part) => Math.round(part * 255));
    expect(`#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`).toBe($value.hex);
  }
});

it('the styles of components have no colours of their own', () => {
  expect(declarations.length).toBeGreaterThan(1000);
  expect(faults(/./, /#[\da-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|light-dark)\(/i)).toEqual([]);
});

it('the spacing of components is in multiples of the token', () => {
  // Up to 3 px is a hairline, which does not follow the density.
  expect(
    faults(/^(?:padding|margin|gap|row-gap|column-gap|scroll-)/, /(?<![\w.])(?:[4-9]|\d{2,})px/),
  ).toEqual([]);
});

it('the radii, font sizes and weights of components are tokens', () => {
  expect(faults(/radius$/, /(?<![\w.])\d*[1-9]px/)).toEqual([]);
  expect(faults(/^font-size$/, /\dpx|\drem/)).toEqual([]);
  expect(faults(/^font-weight$/, /^\d/)).toEqual([]);
});
