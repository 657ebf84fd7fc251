/**
 * Bundles a package for Node: `node ../../scripts/bundle.mjs FROM TO [DEPENDENCY…]` in its folder, where the compiler has
 * written modules to FROM. Writes to TO one file per entry point that the manifest has there, and the chunks that entry
 * points share, with source maps to `src`. The named dependencies become part of the bundle; all others are imported.
 *
 * Node resolves, reads and compiles each module separately, about 0.3 ms each. A package of some hundred modules
 * would start 50 to 100 ms later.
 */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { rolldown } from 'rolldown';

const [from, to, ...inlined] = process.argv.slice(2);
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

/** The modules that the manifest exports or runs from TO, by their path there. */
const entries = Object.fromEntries(
  [...Object.values(manifest.exports), manifest.bin ?? {}]
    .flatMap((targets) => Object.values(Object(targets)))
    .filter((path) => path.startsWith(`./${to}/`) && path.endsWith('.js'))
    .map((path) => path.slice(`./${to}/`.length, -'.js'.length))
    .map((name) => [name, resolve(from, `${name}.js`)]),
);

const isInlined = (id) => inlined.some((name) => id === name || id.startsWith(`${name}/`));

/** Connects the source maps of the compiler to those of the bundle. */
const compilerMaps = {
  name: 'compiler-maps',
  load: (id) =>
    existsSync(`${id}.map`) && id.startsWith(resolve(from))
      ? { code: readFileSync(id, 'utf8'), map: JSON.parse(readFileSync(`${id}.map`, 'utf8')) }
      : undefined,
};

const bundle = await rolldown({
  input: entries,
  platform: 'neutral',
  resolve: { mainFields: ['module', 'main'] },
  external: (id) => !id.startsWith('.') && !isAbsolute(id) && !isInlined(id),
  plugins: [compilerMaps],
  onLog: (level, { message }) => {
    if (level === 'warn') throw new Error(message);
  },
});
rmSync(to, { recursive: true, force: true });
const { output } = await bundle.write({
  dir: to,
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name].js',
  sourcemap: true,
});
// The types refer to each other by the paths of the modules.
if (!resolve(to).startsWith(resolve(from)))
  cpSync(from, to, { recursive: true, filter: (path) => !/\.js(\.map)?$/.test(path) });

// Nest, logs and errors show the names of classes, and files are not where a module expects them.
for (const { fileName, code = '' } of output) {
  const [, renamed] = /\bclass (\w+\$\d+)\b/.exec(code) ?? [];
  if (renamed !== undefined)
    throw new Error(`${fileName}: two classes share a name, and one became ${renamed}. Rename one of them.`);
  if (/new URL\([^)]*import\.meta\.url/.test(code))
    throw new Error(
      `${fileName} refers to a file relative to a module, which the bundle moves. Resolve it by name.`,
    );
}

writeLicenses(output.flatMap((chunk) => chunk.moduleIds ?? []));

/** Writes the licences of the packages that are part of the bundle. */
function writeLicenses(modules) {
  const require = createRequire(resolve('package.json'));
  const texts = inlined.map((name) => {
    const folder = dirname(findManifest(require.resolve(name)));
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    if (!modules.some((id) => !relative(folder, id).startsWith('..')))
      throw new Error(`${name} is not imported: remove it from the arguments.`);
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`${name} has no licence file.`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
  });
  if (texts.length > 0) writeFileSync(join(to, 'LICENSES-OF-BUNDLED-PACKAGES.txt'), texts.join('\n---\n\n'));
}

function findManifest(file) {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, 'package.json');
    if (existsSync(path) && JSON.parse(readFileSync(path, 'utf8')).name !== undefined) return path;
  }
  throw new Error(`${file} is in no package.`);
}
