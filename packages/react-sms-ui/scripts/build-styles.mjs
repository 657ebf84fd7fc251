// dist/styles.css: src/styles.css with its imports put in, in their order.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const read = (path) => readFileSync(fileURLToPath(new URL(`../src/${path}`, import.meta.url)), 'utf8');

const styles = read('styles.css').replaceAll(/@import '\.\/([^']+)';\n?/g, (_, path) => `${read(path)}\n`);
if (styles.includes('@import'))
  throw new Error('src/styles.css has an @import that build-styles does not read');

const small = styles
  .replaceAll(/\/\*[^]*?\*\//g, '')
  .replaceAll(/\s*\n\s*/g, '\n')
  .trimStart();
writeFileSync(fileURLToPath(new URL('../dist/styles.css', import.meta.url)), small);
