// Writes dist/styles.css, which is src/styles.css with its imports inlined, and dist/styles-unlayered.css without
// layers. Writes a declaration for each, so that importing it type-checks under `noUncheckedSideEffectImports`.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { flattenStyles } from './flatten-styles.ts';

const read = (path) => readFileSync(fileURLToPath(new URL(`../src/${path}`, import.meta.url)), 'utf8');

const styles = read('styles.css').replaceAll(/@import '\.\/([^']+)';\n?/g, (_, path) => `${read(path)}\n`);
if (styles.includes('@import'))
  throw new Error('src/styles.css has an @import that build-styles does not read');

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
write('styles', styles);
write('styles-unlayered', flattenStyles(styles));
