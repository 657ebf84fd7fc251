import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { parseSync } from '@swc/core';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A call with more arguments does not show what they mean. Such a constructor or factory takes one object. */
const MOST = 3;

const FOLDERS = [
  'packages/iletimerkezi-core/src',
  'packages/iletimerkezi-emulator/src',
  'packages/iletimerkezi-emulator/ui',
  'packages/iletimerkezi-mcp/src',
  'packages/nest-iletimerkezi/src',
  'packages/react-sms-ui/src',
  'apps/demo/src',
];

/** Exported functions that create, open or start something. */
const FACTORY = /^(create|make|open|start|launch|provide)(?![a-z])/;

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'type') === 'string';

const nameOf = (node: unknown): string =>
  typeof node === 'object' && node !== null ? String(Reflect.get(node, 'value') ?? '') : '';

const lengthOf = (list: unknown): number => (Array.isArray(list) ? list.length : 0);

/** Returns the constructors and the exported factories with too many parameters. */
function tooLong(source: string, tsx = false): string[] {
  const found: string[] = [];
  const visit = (value: unknown, owner: string, isExported: boolean): void => {
    if (Array.isArray(value)) {
      for (const child of value) visit(child, owner, isExported);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    if (!isNode(value)) {
      for (const child of Object.values(value)) visit(child, owner, false);
      return;
    }
    if (value.type === 'ExportDeclaration') return visit(value['declaration'], owner, true);
    const name = nameOf(value['identifier'] ?? value['id']);
    if (value.type === 'Constructor' && lengthOf(value['params']) > MOST) found.push(owner);
    const isLong = (fn: unknown): boolean => isNode(fn) && lengthOf(fn['params']) > MOST;
    const isFactory = isExported && FACTORY.test(name);
    if (isFactory && (isLong(value) || isLong(value['init']))) found.push(name);
    const isClass = value.type === 'ClassDeclaration' || value.type === 'ClassExpression';
    const isDeclaration = value.type === 'VariableDeclaration';
    for (const child of Object.values(value))
      visit(child, isClass ? name : owner, isExported && isDeclaration);
  };
  visit(parseSync(source, { syntax: 'typescript', tsx, decorators: true }).body, '', false);
  return found;
}

const filesOf = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.(spec|stories|d)\.tsx?$|(^|\/)test-support\//.test(file))
    .map((file) => `${folder}/${file}`);

describe('constructors and exported factories', () => {
  it('are found when they have too many parameters', () => {
    const source = `
      export class Long { constructor(private readonly a: string, b: string, c: string, d: string) {} }
      export class Short { constructor({ a, b, c, d }: Parts) {} }
      class Inner { constructor(a: 1, b: 2, c: 3, d: 4) {} }
      export function createLong(a: 1, b: 2, c: 3, d: 4) {}
      export const openLong = async (a: 1, b: 2, c: 3, d: 4) => undefined;
      export function create({ a, b, c, d }: Parts) {}
      export function opening(a: 1, b: 2, c: 3, d: 4) {}
      function makeInner(a: 1, b: 2, c: 3, d: 4) {}`;
    expect(tooLong(source)).toEqual(['Long', 'Inner', 'createLong', 'openLong']);
  });

  it('take at most three parameters', () => {
    const files = FOLDERS.flatMap(filesOf);
    expect(files.length).toBeGreaterThan(300);
    const long = files.flatMap((file) =>
      tooLong(readFileSync(join(root, file), 'utf8'), file.endsWith('.tsx')).map(
        (name) => `${name} in ${file}`,
      ),
    );
    expect(long).toEqual([]);
  });
});
