import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, resolve } from 'node:path';
import { specifiersIn, startedModule } from './app-module.js';
import { hostTypescript, type TypeScriptApi } from './host-typescript.js';
import { RefusedError } from './refused.error.js';

export interface Manifest {
  readonly type?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly jest?: unknown;
}

/** Facts about the application that the command changes. Paths are relative to `folder`, with `/`. */
export interface HostApp {
  readonly folder: string;
  readonly ts: TypeScriptApi;
  readonly manifest: Manifest;
  readonly nest: 11 | 12;
  readonly type: 'module' | 'commonjs';
  readonly platform: 'express' | 'fastify';
  readonly runner: 'jest' | 'vitest' | undefined;
  readonly packageManager: 'npm' | 'pnpm' | 'yarn' | 'bun';
  readonly sourceRoot: string;
  /** The file of the application's module, and the class in it. */
  readonly module: { readonly path: string; readonly className: string | undefined };
  /** End of relative imports: `.js`, `.ts` or nothing. */
  readonly extension: string;
  /** Sources below `sourceRoot`, by path. */
  readonly sources: ReadonlyMap<string, string>;
}

const LOCK_FILES = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
] as const;

/**
 * Reads a Nest application.
 * @param modulePath the module's file, for applications where it cannot be found from `main.ts`.
 * @throws RefusedError for a folder without an application of a supported version.
 */
export function readHostApp(folder: string, modulePath: string | undefined): HostApp {
  const read = (path: string): string | undefined =>
    existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8') : undefined;
  const manifest = parseJson<Manifest>(read('package.json') ?? '{}', 'package.json');
  const packages = { ...manifest.devDependencies, ...manifest.dependencies };
  const range = packages['@nestjs/core'];
  if (range === undefined) throw new RefusedError('not-a-nest-app', folder);
  const nest = majorOf(folder, range);
  if (nest !== 11 && nest !== 12) throw new RefusedError('unsupported-nest', String(nest ?? range));
  const ts = hostTypescript(folder);
  if (ts === undefined) throw new RefusedError('no-typescript', 'typescript');

  const { sourceRoot = 'src', entryFile = 'main' } = parseJson<{ sourceRoot?: string; entryFile?: string }>(
    read('nest-cli.json') ?? '{}',
    'nest-cli.json',
  );
  const sources = readSources(folder, sourceRoot);
  const module =
    modulePath === undefined
      ? findModule(ts, sources, sourceRoot, posix.join(sourceRoot, `${entryFile}.ts`))
      : { path: modulePath.replaceAll('\\', '/'), className: undefined };
  const moduleText = module && read(module.path);
  if (module === undefined || moduleText === undefined)
    throw new RefusedError('no-app-module', modulePath ?? posix.join(sourceRoot, 'app.module.ts'));

  const type = manifest.type === 'module' ? 'module' : 'commonjs';
  const relative = specifiersIn(ts, moduleText).find((specifier) => specifier.startsWith('.'));
  const ownExtension = relative === undefined ? undefined : (/\.[jt]s$/.exec(relative)?.[0] ?? '');
  return {
    folder,
    ts,
    manifest,
    nest,
    type,
    platform:
      '@nestjs/platform-fastify' in packages && !('@nestjs/platform-express' in packages)
        ? 'fastify'
        : 'express',
    runner: 'vitest' in packages ? 'vitest' : 'jest' in packages ? 'jest' : undefined,
    packageManager: packageManagerOf(folder),
    sourceRoot,
    module,
    extension: ownExtension ?? (type === 'module' ? '.js' : ''),
    sources,
  };
}

function parseJson<T extends object>(text: string, name: string): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new RefusedError('unreadable-json', name);
  }
}

/** The installed version counts. Before the packages are installed, the lowest version of the range does. */
function majorOf(folder: string, range: string): number | undefined {
  const installed = installedCore(folder);
  const version =
    installed === undefined
      ? range
      : parseJson<{ version: string }>(readFileSync(installed, 'utf8'), installed).version;
  const major = /\d+/.exec(version)?.[0];
  return major === undefined ? undefined : Number(major);
}

/** Not by `require.resolve`, which also finds packages in `NODE_PATH`: commands that pnpm starts have it. */
function installedCore(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const manifest = join(at, 'node_modules', '@nestjs', 'core', 'package.json');
    if (existsSync(manifest)) return manifest;
    if (dirname(at) === at) return undefined;
  }
}

/** The lock file may be in a folder above, at the root of a workspace. */
function packageManagerOf(folder: string): HostApp['packageManager'] {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (existsSync(join(at, 'package-lock.json'))) return 'npm';
    const found = LOCK_FILES.find(([file]) => existsSync(join(at, file)));
    if (found) return found[1];
    if (existsSync(join(at, '.git')) || dirname(at) === at) return 'npm';
  }
}

function readSources(folder: string, sourceRoot: string): Map<string, string> {
  const root = join(folder, sourceRoot);
  if (!existsSync(root)) return new Map();
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /(?<!\.d)\.ts$/.test(file) && !file.includes('node_modules/'));
  return new Map(files.map((file) => [posix.join(sourceRoot, file), readFileSync(join(root, file), 'utf8')]));
}

/** Finds the module that the entry file starts; otherwise `app.module.ts`. */
function findModule(
  ts: TypeScriptApi,
  sources: ReadonlyMap<string, string>,
  sourceRoot: string,
  entry: string,
): HostApp['module'] | undefined {
  const started = startedModule(ts, sources.get(entry) ?? '');
  if (started?.from?.startsWith('.')) {
    const path = posix.join(posix.dirname(entry), started.from).replace(/\.[jt]s$/, '');
    if (sources.has(`${path}.ts`)) return { path: `${path}.ts`, className: started.name };
  }
  if (started && started.from === undefined) return { path: entry, className: started.name };
  const usual = posix.join(sourceRoot, 'app.module.ts');
  return sources.has(usual) ? { path: usual, className: undefined } : undefined;
}
