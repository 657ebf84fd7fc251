// heavy: analyses every regular expression of all sources
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { parseSync } from '@swc/core';
import { checkSync } from 'recheck';

// The checker as plain JavaScript: nothing native, and no Java.
process.env['RECHECK_BACKEND'] = 'pure';

const root = fileURLToPath(new URL('..', import.meta.url));
const FOLDERS = [
  'packages/iletimerkezi-core/src',
  'packages/iletimerkezi-emulator/src',
  'packages/iletimerkezi-emulator/ui',
  'packages/iletimerkezi-mcp/src',
  'packages/nest-iletimerkezi/src',
  'packages/react-sms-ui/src',
  'apps/demo/src',
];

/** Expressions that take long on a long text, and why no long text reaches them. */
const BOUNDED: ReadonlyMap<string, string> = new Map([
  ['/\\{(\\w+)(?:\\|([^|}]*)\\|([^}]*))?\\}/g', 'the demo’s own texts, which are not user input'],
]);

/** A verdict may depend on the steps of the checker, and never on the speed of the machine. */
const WITHOUT_CLOCK = { timeout: null, seedingTimeout: null, incubationTimeout: null } as const;

interface Expression {
  source: string;
  pattern: string;
  flags: string;
  file: string;
}

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (/\.tsx?$/.test(entry.name) && !/\.(?:spec|stories)\.tsx?$/.test(entry.name)) yield path;
  }
}

function expressionsIn(file: string): Expression[] {
  const found: Expression[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== 'object' || node === null) return;
    const { type, pattern, flags } = node as { type?: unknown; pattern?: unknown; flags?: unknown };
    if (type === 'RegExpLiteral' && typeof pattern === 'string' && typeof flags === 'string') {
      found.push({ source: `/${pattern}/${flags}`, pattern, flags, file: relative(root, file) });
    }
    Object.values(node).forEach(visit);
  };
  visit(
    parseSync(readFileSync(file, 'utf8'), {
      syntax: 'typescript',
      tsx: file.endsWith('x'),
      decorators: true,
    }),
  );
  return found;
}

describe('the regular expressions of the packages', () => {
  const all = FOLDERS.flatMap((folder) => [...sources(join(root, folder))].flatMap(expressionsIn));

  it('take linear time, or read short texts only', () => {
    const judged = new Map<string, string>();
    for (const { source, pattern, flags, file } of all) {
      if (judged.has(source) || BOUNDED.has(source)) continue;
      const { status } = checkSync(pattern, flags, { ...WITHOUT_CLOCK, randomSeed: 1 });
      judged.set(source, status === 'safe' ? 'safe' : `${status}, in ${file}`);
    }
    expect(judged.size).toBeGreaterThan(50);
    expect([...judged].filter(([, verdict]) => verdict !== 'safe')).toEqual([]);
  });

  it('that are excused still exist', () => {
    const known = new Set(all.map(({ source }) => source));
    expect([...BOUNDED.keys()].filter((source) => !known.has(source))).toEqual([]);
  });
});
