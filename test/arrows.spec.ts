import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { folderArrows } from '../scripts/import-graph.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Which of our packages a folder may import. The table in CONTRIBUTING.md says the same in words. */
const allowed: Record<string, readonly string[]> = {
  'packages/iletimerkezi-core/src': [],
  'packages/iletimerkezi-emulator/src': ['iletimerkezi-core'],
  'packages/iletimerkezi-emulator/ui': ['iletimerkezi-core', 'react-sms-ui'],
  'packages/iletimerkezi-mcp/src': ['iletimerkezi-core', 'iletimerkezi-emulator', 'nest-iletimerkezi'],
  'packages/nest-iletimerkezi/src': ['iletimerkezi-core'],
  'packages/nest-iletimerkezi/src/testing': ['iletimerkezi-core', 'iletimerkezi-emulator'],
  'packages/react-sms-ui/src': ['iletimerkezi-core'],
};

/** Of core, the emulator may take the counting and the numbers; it implements the contract separately. */
const emulatorTakesFromCore = ['iletimerkezi-core/segments', 'iletimerkezi-core/phone'];

const ours = [
  'iletimerkezi-core',
  'iletimerkezi-emulator',
  'iletimerkezi-mcp',
  'nest-iletimerkezi',
  'react-sms-ui',
  'demo',
];

function sources(folder: string): string[] {
  let entries;
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return entry.name === 'node_modules' || entry.name === 'dist' ? [] : sources(path);
    return /\.(ts|tsx|mts|js|mjs)$/.test(entry.name) ? [path] : [];
  });
}

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+|\brequire\s*\(\s*)(['"])([^'"\n]+)\1/g;

function imports(file: string): string[] {
  return [...readFileSync(join(root, file), 'utf8').matchAll(IMPORT)].map((match) => match[2]!);
}

const packageOf = (specifier: string): string | undefined =>
  ours.find((name) => specifier === name || specifier.startsWith(`${name}/`));

/** The most specific rule that covers a file. */
function ruleFor(file: string): readonly string[] | undefined {
  const folder = Object.keys(allowed)
    .filter((candidate) => file.startsWith(`${candidate}/`))
    .toSorted((a, b) => b.length - a.length)[0];
  return folder === undefined ? undefined : allowed[folder];
}

const isTest = (file: string): boolean => /\.spec\.tsx?$|\/test-support\//.test(file);

const files = sources('packages').filter((file) => ruleFor(file) !== undefined);

describe('arrows between packages', () => {
  it('sees the sources of every package', () => {
    const seen = new Set(files.map((file) => file.split('/')[1]!));
    expect([...seen].toSorted()).toEqual(ours.filter((name) => name !== 'demo').toSorted());
  });

  // guarantee: G-119
  it('point one way only', () => {
    const wrong = files.flatMap((file) =>
      imports(file)
        .map((specifier) => packageOf(specifier))
        .filter((name): name is string => name !== undefined && !file.startsWith(`packages/${name}/`))
        .filter((name) => !ruleFor(file)!.includes(name))
        // Specs of the Nest package run against the emulator.
        .filter(
          (name) => !(isTest(file) && name === 'iletimerkezi-emulator' && file.startsWith('packages/nest-')),
        )
        .map((name) => `${file} imports ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('stay inside a package for relative imports', () => {
    const wrong = files.flatMap((file) => {
      const home = file.split('/').slice(0, 2).join('/');
      return imports(file)
        .filter((specifier) => specifier.startsWith('.'))
        .filter((specifier) => !join(file, '..', specifier).startsWith(`${home}/`))
        .map((specifier) => `${relative(home, file)} imports ${specifier}`);
    });
    expect(wrong).toEqual([]);
  });

  // guarantee: G-120
  it('give the emulator nothing of core that encodes or decodes the contract', () => {
    const wrong = files
      .filter((file) => file.startsWith('packages/iletimerkezi-emulator/src/'))
      .flatMap((file) =>
        imports(file)
          .filter((specifier) => packageOf(specifier) === 'iletimerkezi-core')
          .filter((specifier) => !emulatorTakesFromCore.includes(specifier))
          .map((specifier) => `${file} imports ${specifier}`),
      );
    expect(wrong).toEqual([]);
  });

  it('keep node out of what a browser takes', () => {
    const browser = files.filter(
      (file) =>
        !isTest(file) &&
        (file.startsWith('packages/iletimerkezi-core/src/') || file.startsWith('packages/react-sms-ui/src/')),
    );
    const wrong = browser.flatMap((file) =>
      imports(file)
        .filter((specifier) => specifier.startsWith('node:'))
        .map((specifier) => `${file} imports ${specifier}`),
    );
    expect(browser.length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });
});

describe('arrows between the folders of a package', () => {
  /** Folders that import themselves through others. */
  function inCycles(arrows: readonly { from: string; to: string }[]): string[] {
    const reached = (from: string, seen = new Set<string>()): Set<string> => {
      for (const { to } of arrows.filter((arrow) => arrow.from === from)) {
        if (seen.has(to)) continue;
        seen.add(to);
        reached(to, seen);
      }
      return seen;
    };
    return [...new Set(arrows.map(({ from }) => from))].filter((folder) => reached(folder).has(folder));
  }

  it('are found where they form a cycle', () => {
    const line = [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'c' },
    ];
    expect(inCycles(line)).toEqual([]);
    expect(inCycles([...line, { from: 'c', to: 'b' }])).toEqual(['b', 'c']);
  });

  it.each(ours)('form no cycle in %s, types included', (name) => {
    const { folders, arrows } = folderArrows(name);
    expect(folders.length).toBeGreaterThan(1);
    expect(inCycles(arrows)).toEqual([]);
  });
});

describe('specs of the Nest package', () => {
  const inModule = (...folders: string[]): string[] =>
    files.filter((file) =>
      folders.some((folder) => file.startsWith(`packages/nest-iletimerkezi/${folder}/`)),
    );
  const specs = inModule('src').filter((file) => file.endsWith('.spec.ts'));
  const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

  /** A statement on a table of the module. */
  const onTables = (text: string): boolean =>
    /\b(?:from|into|join|only|table|truncate|update)\s+iletimerkezi\./i.test(text);
  /** Such a statement, Kysely's query builder, or its tag for statements. */
  const hasSql = (text: string): boolean =>
    onTables(text) ||
    /\.(?:selectFrom|insertInto|updateTable|deleteFrom)\(/.test(text) ||
    /import\s+\{[^}]*\bsql\b[^}]*\}\s+from\s+'kysely'/.test(text);

  it.each([
    ["import { Kysely, sql } from 'kysely';", true],
    ["client.query('select count(*) from iletimerkezi.orders')", true],
    ["db.selectFrom('orders')", true],
    ["import { Kysely, PostgresDialect } from 'kysely';", false],
    ["client.query('begin')", false],
    ["import { forceState } from '../test-support/outbox-tables.js';", false],
  ])('are searched for SQL: %s', (text, expected) => expect(hasSql(text)).toBe(expected));

  it('use the public API and test-support instead of SQL on tables, except in storage', () => {
    // The specs of `tx` write to tables of the host with the host's libraries.
    const exempt = new Set(inModule('src/storage', 'src/tx'));
    const checked = specs.filter((file) => !exempt.has(file));
    expect(checked.length).toBeGreaterThan(80);
    expect(checked.filter((file) => hasSql(textOf(file)))).toEqual([]);
    expect(inModule('src/tx').filter((file) => onTables(textOf(file)))).toEqual([]);
  });
});
