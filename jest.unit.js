import { existsSync, globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { run } from './jest.base.js';

/**
 * The unit specs of all packages in one run: `pnpm test:unit`. They need no build, browser, database or child process.
 * A spec is left out if it, or a support file that it imports, imports one of these modules or has a line
 * `// starts: ` with what it starts or needs, or if it has a line `// heavy: ` with the reason. jest.unit-guard.js fails a spec that starts a
 * process all the same.
 */
const STARTERS = [
  /^node:child_process$/,
  /^playwright-core$/,
  /^pg$/,
  /\/embedded-server\.js$/,
  /\/start-demo\.js$/,
  /^demo$/,
  /\/scripts\/packages\.mjs$/,
];

const root = fileURLToPath(new URL('.', import.meta.url));
const workspaces = ['packages/*', 'apps/*', 'test'];
/** Only specs and support files are followed: what they import of a package starts nothing by being imported. */
const isSupport = (file) => /\/test-support\/|^test\/|\.spec\.tsx?$/.test(file);

/** Whether a spec takes seconds of computing time by its nature. */
const isHeavy = (file) => /^\/\/ heavy: \S/m.test(readFileSync(join(root, file), 'utf8'));

const IMPORT = /(?:\bfrom|\bimport|\bimport\()\s*'([^']+)'/g;

/** Whether a spec, or a support file that it imports, imports a module that starts something. */
function startsSomething(file, seen = new Set()) {
  if (seen.has(file)) return false;
  seen.add(file);
  const source = readFileSync(join(root, file), 'utf8');
  const imports = [...source.matchAll(IMPORT)].map(([, specifier]) => specifier);
  if (/^\/\/ starts: /m.test(source)) return true;
  if (imports.some((specifier) => STARTERS.some((starter) => starter.test(specifier)))) return true;
  return imports
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => join(dirname(file), specifier).replace(/\.js$/, ''))
    .flatMap((path) => [path, `${path}.ts`, `${path}.tsx`].filter((name) => /\.tsx?$/.test(name)))
    .filter((path) => isSupport(path) && existsSync(join(root, path)))
    .some((path) => startsSomething(path, seen));
}

/** Maps each entry of our packages to its source, so that no build is needed. */
function sources() {
  const entries = globSync('packages/*/package.json', { cwd: root }).flatMap((file) => {
    const { name, exports } = JSON.parse(readFileSync(join(root, file), 'utf8'));
    return Object.entries(exports)
      .filter(([, target]) => typeof target === 'object' && target.default.endsWith('.js'))
      .map(([entry, { default: target }]) => {
        const source = target.replace('./dist/', 'src/').replace(/\.js$/, '.ts');
        return [`^${join(name, entry)}$`, join(root, dirname(file), source)];
      });
  });
  return Object.fromEntries(entries);
}

/**
 * Single-file builds that packages ship, by import. Each spec file loads its modules anew, and a Nest module with these
 * packages has 550 fewer. `test` loads the same code from their separate files.
 */
const SINGLE_FILES = [
  // The root entry of RxJS 7 has all operators, too.
  ['^rxjs(?:/operators)?$', 'rxjs', 'dist/bundles/rxjs.umd.js'],
  ['^class-validator$', 'class-validator', 'bundles/class-validator.umd.js'],
];

/** Maps those packages that the package in `folder` depends on. */
function singleFiles(folder) {
  const entries = SINGLE_FILES.flatMap(([specifier, name, file]) => {
    const manifest = join(folder, 'node_modules', name, 'package.json');
    return existsSync(manifest) ? [[specifier, join(dirname(manifest), file)]] : [];
  });
  return Object.fromEntries(entries);
}

const left = globSync(
  workspaces.map((workspace) => `${workspace}/**/*.spec.{ts,tsx}`),
  { cwd: root, exclude: (name) => ['node_modules', 'dist', 'storybook-static'].includes(name) },
).filter((file) => startsSomething(file) || isHeavy(file));

/** Options that belong to a run and that Jest refuses in a project of it, and those that start something. */
const LEFT_OPTIONS = [
  ...Object.keys(run),
  'testSequencer',
  'coverageThreshold',
  'globalSetup',
  'globalTeardown',
];

/** Projects of a package, those of a multi-project configuration one by one. */
async function projectsOf(file) {
  const { default: config } = await import(pathToFileURL(join(root, file)).href);
  return (config.projects ?? [config]).map((project) => ({
    ...Object.fromEntries(Object.entries(project).filter(([name]) => !LEFT_OPTIONS.includes(name))),
    rootDir: join(root, dirname(file)),
    setupFilesAfterEnv: [...project.setupFilesAfterEnv, join(root, 'jest.unit-guard.js')],
    moduleNameMapper: {
      ...sources(),
      ...singleFiles(join(root, dirname(file))),
      ...project.moduleNameMapper,
    },
    testPathIgnorePatterns: [
      ...project.testPathIgnorePatterns,
      ...left.map((path) => `^${join(root, path).replaceAll('.', String.raw`\.`)}$`),
    ],
  }));
}

const configs = globSync(
  workspaces.map((workspace) => `${workspace}/jest.config.js`),
  { cwd: root },
);

export default {
  ...run,
  // Specs run in workers only, which Jest ends. A handle that a spec leaves open is reported instead of hidden.
  forceExit: false,
  maxWorkers: Math.max(2, availableParallelism()),
  projects: (await Promise.all(configs.toSorted().map(projectsOf))).flat(),
};
