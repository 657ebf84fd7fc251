/**
 * Prints what a browser downloads before the module given as argument runs: bundled, minified and gzipped, in bytes.
 * React is not counted, because the host provides it. Dynamic imports are not part of the first load; with `lazy` as second
 * argument, they alone are counted.
 * Runs in a separate process, because the native part of the bundler does not run inside Jest's realm.
 */
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const code = process.argv[2] ?? '';
const entry = fileURLToPath(new URL('bundled-entry.js', import.meta.url));

const result = await build({
  configFile: false,
  logLevel: 'silent',
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    write: false,
    target: 'es2023',
    modulePreload: false,
    rolldownOptions: {
      input: entry,
      preserveEntrySignatures: 'strict',
      external: [/^react(-dom)?(\/|$)/],
    },
  },
  plugins: [
    {
      // The loader of chunks is Vite's, once per app and whatever it imports: like React not ours to count.
      name: 'without-chunk-loader',
      enforce: 'pre',
      load: (id) =>
        id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : undefined,
    },
    {
      name: 'entry-from-argument',
      resolveId: (id) => (id === entry ? id : undefined),
      load: (id) => (id === entry ? code : undefined),
    },
  ],
});
const chunks = new Map(
  [result]
    .flat()
    .flatMap((one) => ('output' in one ? one.output : []))
    .flatMap((chunk) => (chunk.type === 'chunk' ? [[chunk.fileName, chunk] as const] : [])),
);
const firstLoad = new Set([...chunks.values()].filter((chunk) => chunk.isEntry));
for (const { imports } of firstLoad) {
  for (const name of imports) {
    const chunk = chunks.get(name);
    if (chunk) firstLoad.add(chunk);
  }
}
const texts = [...firstLoad].map((chunk) => chunk.code);
if (!texts.some((text) => text.includes('export'))) throw new Error('the bundle exports nothing');
const lazy = [...chunks.values()].filter((chunk) => !firstLoad.has(chunk)).map((chunk) => chunk.code);
const counted = process.argv[3] === 'lazy' ? lazy : texts;
console.log(counted.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0));
