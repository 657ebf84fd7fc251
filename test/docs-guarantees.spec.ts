import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = readFileSync(join(root, 'docs/guarantees.md'), 'utf8');
const NOT_OURS = ['node_modules', 'dist', 'storybook-static', 'hosts'];

/** Each row of a table of guarantees: its id, and the spec files that it links. */
const guarantees = [...page.matchAll(/^\| (G-\d{3}) \| .+ \| (\[.+) \|$/gm)].map(
  ([, id = '', links = '']) => ({
    id,
    files: [...links.matchAll(/\]\(([^)]+)\)/g)].map(([, href = '']) => posix.join('docs', href)),
  }),
);

interface Tagged {
  id: string;
  file: string;
  line: number;
  /** Whether the next line of code declares a test that runs. */
  runs: boolean;
}

/** The ids in `// guarantee: G-001, G-002` comments of one spec. */
function taggedIn(file: string): Tagged[] {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    const ids = /^\s*\/\/ guarantee: (.+)$/.exec(line)?.[1]?.split(', ') ?? [];
    const runs = /^\s*it(\.each)?[(<[]/.test(lines[index + 1] ?? '');
    return ids.map((id) => ({ id, file, line: index + 1, runs }));
  });
}

const tagged = globSync('{packages,apps,test}/**/*.spec.{ts,tsx}', {
  cwd: root,
  exclude: (name) => NOT_OURS.includes(name),
}).flatMap(taggedIn);

describe('docs/guarantees.md', () => {
  it('gives each guarantee an id of its own and at least one file', () => {
    const rows = page
      .split('| id | guarantee | tests |\n| --- | --- | --- |\n')
      .slice(1)
      .flatMap((table) => table.slice(0, table.indexOf('\n\n')).split('\n'));
    const ids = guarantees.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(100);
    expect(rows.map((row) => row.slice(2, 7))).toEqual(ids);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('links the files whose tests carry the id, and no other file', () => {
    const linked = guarantees.flatMap(({ id, files }) => files.map((file) => `${id} ${file}`));
    const carried = new Set(tagged.map(({ id, file }) => `${id} ${file}`));
    expect({
      withoutTest: linked.filter((link) => !carried.has(link)),
      withoutLink: [...carried].filter((link) => !linked.includes(link)),
    }).toEqual({ withoutTest: [], withoutLink: [] });
  });

  it('has its ids directly above tests that run', () => {
    expect(tagged.filter(({ runs }) => !runs).map(({ id, file, line }) => `${file}:${line} ${id}`)).toEqual(
      [],
    );
  });
});
