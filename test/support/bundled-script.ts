/**
 * Prints a file of this folder as a script for a page, which sets the global `bundled` to the exports of the file. Runs in a
 * separate process, because the native part of the bundler does not run inside Jest's realm.
 */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const result = await build({
  configFile: false,
  logLevel: 'silent',
  build: {
    write: false,
    target: 'es2023',
    lib: {
      entry: fileURLToPath(new URL(process.argv[2] ?? '', import.meta.url)),
      formats: ['iife'],
      name: 'bundled',
    },
  },
});
const [output] = [result].flat();
if (output === undefined || !('output' in output)) throw new Error('the bundler built nothing');
console.log(output.output[0].code);
