// Writes dist/styles.css, which is src/styles.css with its imports inlined, and dist/styles-unlayered.css without
// layers. dist/css has the same rules apart: base.css with what every component needs, and a file for each component.
// Writes a declaration for each, so that importing it type-checks under `noUncheckedSideEffectImports`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { flattenStyles } from './flatten-styles.ts';

const read = (path) => readFileSync(fileURLToPath(new URL(`../src/${path}`, import.meta.url)), 'utf8');

const imports = [...read('styles.css').matchAll(/@import '\.\/([^']+)';\n?/g)];
const sheets = imports.map(([, path]) => ({ path, css: read(path) }));
const complete = sheets.map(({ css }) => css).join('\n');
if (complete.includes('@import') || imports.map(([line]) => line).join('') !== read('styles.css'))
  throw new Error('src/styles.css has more than imports that build-styles reads');

mkdirSync(fileURLToPath(new URL('../dist/css', import.meta.url)), { recursive: true });
const put = (name, text) => writeFileSync(fileURLToPath(new URL(`../dist/${name}`, import.meta.url)), text);
const write = (name, css) => {
  put(
    `${name}.css`,
    css
      .replaceAll(/\/\*[^]*?\*\//g, '')
      .replaceAll(/\s*\n\s*/g, '\n')
      .trimStart(),
  );
  put(`${name}.css.d.ts`, 'export {};\n');
};
write('styles', complete);
write('styles-unlayered', flattenStyles(complete));

const componentOf = (path) => /^components\/(\w+)\//.exec(path)?.[1] ?? 'base';
const names = new Set(sheets.map(({ path }) => componentOf(path)));
for (const name of names) {
  const own = sheets.filter(({ path }) => componentOf(path) === name);
  write(`css/${name}`, own.map(({ css }) => css).join('\n'));
}
