/**
 * Draws who imports whom into docs/architecture.md, from the imports in the sources:
 * `node scripts/import-graph.mjs`. A test says when the page is stale.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const PAGE = join(root, 'docs/architecture.md');

/** Where the sources of each package lie. */
const SOURCES = {
  'iletimerkezi-core': ['packages/iletimerkezi-core/src'],
  'iletimerkezi-emulator': ['packages/iletimerkezi-emulator/src', 'packages/iletimerkezi-emulator/ui'],
  'nest-iletimerkezi': ['packages/nest-iletimerkezi/src'],
  'react-sms-ui': ['packages/react-sms-ui/src'],
  demo: ['apps/demo/src'],
};

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)(['"])([^'"\n]+)\1/g;
/** What the compiler takes away: a type may come from anywhere without one room needing another. */
const TYPES_ALONE = /\b(?:import|export)\s+type\s[^'"]*?from\s*(['"])[^'"\n]+\1/g;
const COMMENTS = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;

function sources(folder) {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .filter((file) => !/\.(spec|stories)\.tsx?$|(^|\/)(test-support|node_modules|hosts)\//.test(file))
    .map((file) => posix.join(folder, file))
    .toSorted();
}

const importsOf = (file) =>
  [
    ...readFileSync(join(root, file), 'utf8')
      .replaceAll(COMMENTS, '')
      .replaceAll(TYPES_ALONE, '')
      .matchAll(IMPORT),
  ].map((match) => match[2]);

const isOf = (specifier, name) => specifier === name || specifier.startsWith(`${name}/`);

/** @returns {{ from: string, to: string }[]} which package imports which. */
export function packageArrows() {
  return Object.entries(SOURCES).flatMap(([from, folders]) => {
    const reached = new Set(folders.flatMap(sources).flatMap(importsOf));
    return Object.keys(SOURCES)
      .filter((to) => to !== from && [...reached].some((specifier) => isOf(specifier, to)))
      .map((to) => ({ from, to }));
  });
}

/** The room that a file of a package lies in: the folder below its sources; files beside the folders wire the rooms together. */
function roomOf(file, folder) {
  const [first, ...rest] = posix.relative(folder, file).split('/');
  return rest.length === 0 ? undefined : first;
}

/** @returns {{ rooms: string[], arrows: { from: string, to: string }[] }} the rooms of a package and who imports whom. */
export function roomArrows(name) {
  const [folder] = SOURCES[name];
  /** @type {Set<string>} */
  const rooms = new Set();
  /** @type {Set<string>} */
  const arrows = new Set();
  for (const file of sources(folder)) {
    const from = roomOf(file, folder);
    if (from === undefined) continue;
    rooms.add(from);
    for (const specifier of importsOf(file).filter((each) => each.startsWith('.'))) {
      const to = roomOf(posix.join(posix.dirname(file), specifier), folder);
      if (to !== undefined && to !== from) arrows.add(`${from} ${to}`);
    }
  }
  return {
    rooms: [...rooms].toSorted(),
    arrows: [...arrows].toSorted().map((arrow) => {
      const [from, to] = arrow.split(' ');
      return { from, to };
    }),
  };
}

/** A room that imports more than this is told in words: its arrows would hide all others. */
const MOST_ARROWS = 10;

const fence = (lines) => ['```mermaid', ...lines, '```', ''].join('\n');
const list = (names) => names.map((name) => `\`${name}\``).join(', ');

function packagesDrawing() {
  const lines = packageArrows().map(({ from, to }) => `  ${from} --> ${to}`);
  return fence(['flowchart LR', ...lines]);
}

function roomsDrawing(name) {
  const { rooms, arrows } = roomArrows(name);
  const wide = rooms.filter((room) => arrows.filter(({ from }) => from === room).length > MOST_ARROWS);
  const drawn = arrows.filter(({ from }) => !wide.includes(from));
  const drawing = fence([
    'flowchart LR',
    ...rooms.map((room) => `  ${room}`),
    ...drawn.map(({ from, to }) => `  ${from} --> ${to}`),
  ]);
  const told = wide.map((room) => {
    const reached = arrows.filter(({ from }) => from === room).map(({ to }) => to);
    return `\nNot drawn: \`${room}\` imports ${list(reached)}.\n`;
  });
  return drawing + told.join('');
}

const drawingOf = (what) => (what === 'packages' ? packagesDrawing() : roomsDrawing(what));

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
