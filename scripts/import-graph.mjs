/**
 * Draws the import graph into docs/architecture.md, from the imports in the sources:
 * `node scripts/import-graph.mjs`. A test fails when the page is stale.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const PAGE = join(root, 'docs/architecture.md');

/** The source folders of each package. */
const SOURCES = {
  'iletimerkezi-core': ['packages/iletimerkezi-core/src'],
  'iletimerkezi-emulator': ['packages/iletimerkezi-emulator/src', 'packages/iletimerkezi-emulator/ui'],
  'iletimerkezi-mcp': ['packages/iletimerkezi-mcp/src'],
  'nest-iletimerkezi': ['packages/nest-iletimerkezi/src'],
  'react-sms-ui': ['packages/react-sms-ui/src'],
  demo: ['apps/demo/src'],
};

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)(['"])([^'"\n]+)\1/g;
/** Imports that the compiler removes. Packages may share types in both directions at build time; folders may not. */
const TYPE_IMPORT = /\b(?:import|export)\s+type\s[^'"]*?from\s*(['"])[^'"\n]+\1/g;
const COMMENTS = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;

function sources(folder) {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .filter((file) => !/\.(spec|stories)\.tsx?$|(^|\/)(test-support|node_modules|hosts)\//.test(file))
    .map((file) => posix.join(folder, file))
    .toSorted();
}

const specifiersIn = (text) => [...text.matchAll(IMPORT)].map((match) => match[2]);
const codeOf = (file) => readFileSync(join(root, file), 'utf8').replaceAll(COMMENTS, '');

/** Returns the imports of a file, types included. */
const importsOf = (file) => specifiersIn(codeOf(file));

/** Returns the run-time imports of a file. */
const runtimeImportsOf = (file) => specifiersIn(codeOf(file).replaceAll(TYPE_IMPORT, ''));

const isOf = (specifier, name) => specifier === name || specifier.startsWith(`${name}/`);

/** @returns {{ from: string, to: string }[]} which package imports which at run time. */
export function packageArrows() {
  return Object.entries(SOURCES).flatMap(([from, folders]) => {
    const reached = new Set(folders.flatMap(sources).flatMap(runtimeImportsOf));
    return Object.keys(SOURCES)
      .filter((to) => to !== from && [...reached].some((specifier) => isOf(specifier, to)))
      .map((to) => ({ from, to }));
  });
}

/** The folder that a file of a package lies in: the folder below its sources; files beside the folders connect them and are not drawn. */
function folderOf(file, folder) {
  const [first, ...rest] = posix.relative(folder, file).split('/');
  return rest.length === 0 ? undefined : first;
}

/** @returns {{ folders: string[], arrows: { from: string, to: string }[] }} the folders of a package and which imports which, types included. */
export function folderArrows(name) {
  const [folder] = SOURCES[name];
  /** @type {Set<string>} */
  const folders = new Set();
  /** @type {Set<string>} */
  const arrows = new Set();
  for (const file of sources(folder)) {
    const from = folderOf(file, folder);
    if (from === undefined) continue;
    folders.add(from);
    for (const specifier of importsOf(file).filter((each) => each.startsWith('.'))) {
      const to = folderOf(posix.join(posix.dirname(file), specifier), folder);
      if (to !== undefined && to !== from) arrows.add(`${from} ${to}`);
    }
  }
  return {
    folders: [...folders].toSorted(),
    arrows: [...arrows].toSorted().map((arrow) => {
      const [from, to] = arrow.split(' ');
      return { from, to };
    }),
  };
}

/** A folder that imports more than this is listed below the drawing: its arrows would hide all others. */
const MOST_ARROWS = 10;

const fence = (lines) => ['```mermaid', ...lines, '```', ''].join('\n');
const list = (names) => names.map((name) => `\`${name}\``).join(', ');

function packagesDrawing() {
  const lines = packageArrows().map(({ from, to }) => `  ${from} --> ${to}`);
  return fence(['flowchart LR', ...lines]);
}

function foldersDrawing(name) {
  const { folders, arrows } = folderArrows(name);
  const wide = folders.filter((folder) => arrows.filter(({ from }) => from === folder).length > MOST_ARROWS);
  const drawn = arrows.filter(({ from }) => !wide.includes(from));
  const drawing = fence([
    'flowchart LR',
    ...folders.map((folder) => `  ${folder}`),
    ...drawn.map(({ from, to }) => `  ${from} --> ${to}`),
  ]);
  const listed = wide.map((folder) => {
    const reached = arrows.filter(({ from }) => from === folder).map(({ to }) => to);
    return `\nNot drawn: \`${folder}\` imports ${list(reached)}.\n`;
  });
  return drawing + listed.join('');
}

const drawingOf = (what) => (what === 'packages' ? packagesDrawing() : foldersDrawing(what));

/** @returns {{ written: string, wanted: string }} the page as it is, and as it should be. */
export function architecturePage() {
  const written = readFileSync(PAGE, 'utf8');
  return {
    written,
    wanted: written.replaceAll(
      /(<!-- graph (\S+): [^>]*-->\n)[\s\S]*?(<!-- \/graph -->)/g,
      (_, open, what, close) => `${open}\n${drawingOf(what)}\n${close}`,
    ),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(PAGE, architecturePage().wanted);
