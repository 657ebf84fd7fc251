import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Example {
  /** The page and line where it begins. */
  place: string;
  /** The end of its file's name. */
  end: string;
  source: string;
}

/** Every block of TypeScript on a page. */
function examplesOn(page: string): Example[] {
  const text = readFileSync(page, 'utf8');
  return [...text.matchAll(/^```(tsx?)\n([\s\S]*?)^```/gm)].map((match) => ({
    place: `${relative(root, page)}:${text.slice(0, match.index).split('\n').length}`,
    end: match[1] ?? '',
    source: match[2] ?? '',
  }));
}

const readmes = ['', ...readdirSync(join(root, 'packages')).map((name) => join('packages', name))]
  .map((folder) => join(root, folder, 'README.md'))
  .filter((page) => existsSync(page));
const guides = ['docs', 'docs/guides', 'docs/decisions', 'docs/site', 'docs/site/tr'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(root, folder, name)),
);
const examples = [...readmes, ...guides].flatMap(examplesOn);

describe('Examples in the documentation', () => {
  let folder: string;
  let errors: string[];

  beforeAll(() => {
    // Below this folder, so that the examples find the packages as an application of the workspace would.
    folder = mkdtempSync(join(root, 'test/.docs-examples-'));
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    examples.forEach(({ end, source }, index) =>
      writeFileSync(join(folder, `${index}.${end}`), `${source}\nexport {};\n`),
    );
    writeFileSync(join(folder, 'tsconfig.json'), '{"extends":"../tsconfig.json","include":["*.ts","*.tsx"]}');
    // What the types of every bundler declare.
    writeFileSync(join(folder, 'css.d.ts'), `declare module '*.css';\n`);
    const tsc = join(root, 'node_modules/.bin/tsc');
    const { stdout } = spawnSync(tsc, ['-p', folder, '--pretty', 'false'], { cwd: folder, encoding: 'utf8' });
    errors = stdout.split('\n').filter((line) => line.includes('error TS'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are found', () => {
    expect(examples.length).toBeGreaterThan(20);
  });

  it.each(examples.map(({ place }, index) => [place, index] as const))('%s compiles', (_place, index) => {
    expect(errors.filter((line) => new RegExp(`^${index}\\.tsx?\\(`).test(line))).toEqual([]);
  });
});
