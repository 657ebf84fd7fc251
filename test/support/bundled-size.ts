/**
 * Prints what a browser downloads for the module given as argument: bundled, minified and gzipped, in bytes.
 * A process of its own, because the bundler's native part does not run inside Jest's realm.
 */
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const code = process.argv[2] ?? '';
const entry = fileURLToPath(new URL('bundled-entry.js', import.meta.url));

const result = await build({
  configFile: false,
  logLevel: 'silent',
  build: {
    write: false,
    target: 'es2023',
    rolldownOptions: { input: entry, preserveEntrySignatures: 'strict' },
  },
  plugins: [
    {
      name: 'entry-from-argument',
      resolveId: (id) => (id === entry ? id : undefined),
      load: (id) => (id === entry ? code : undefined),
    },
  ],
});
const text = [result]
  .flat()
  .flatMap((one) => ('output' in one ? one.output : []))
  .map((chunk) => (chunk.type === 'chunk' ? chunk.code : ''))
  .join('');
if (!text.includes('export')) throw new Error('the bundle exports nothing');
console.log(gzipSync(text, { level: 9 }).length);
