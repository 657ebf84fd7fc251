import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Manifest {
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

/** A folder with the packages as `npm install` of the tarballs would create it, without network access. */
export interface PackedWorkspace {
  folder: string;
  remove(): void;
}

/**
 * Packs packages of this workspace and unpacks the tarballs into a folder outside of it. Links only the dependencies that
 * their manifests declare, so a package with an undeclared import fails as it would in a host.
 * @param host a project of the workspace whose dependencies replace those that the packages are developed with.
 * @param packed a workspace whose tarballs are reused.
 */
export function installPacked(
  packages: readonly string[],
  alsoFromTest: readonly string[] = [],
  { host, packed }: { host?: string; packed?: PackedWorkspace } = {},
): PackedWorkspace {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'packed-')));
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  for (const name of packages) {
    if (packed === undefined) pack(name, folder);
    unpack(join(packed?.folder ?? folder, `${name}.tgz`), join(modules, name));
  }
  if (host !== undefined) {
    const { dependencies = {} } = manifestIn(join(root, host));
    for (const name of Object.keys(dependencies)) link(name, join(root, host, 'node_modules'), modules);
  }
  for (const name of packages) {
    const own = join(root, 'packages', name, 'node_modules');
    for (const dependency of declaredBy(join(modules, name))) link(dependency, own, modules);
  }
  for (const name of alsoFromTest) {
    const from = ['packages/nest-iletimerkezi', 'packages/react-sms-ui', 'test', ''].map((home) =>
      join(root, home, 'node_modules'),
    );
    link(name, from.find((place) => existsSync(join(place, name))) ?? root, modules);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function pack(name: string, folder: string): void {
  execFileSync('pnpm', ['pack', '--out', join(folder, `${name}.tgz`)], {
    cwd: join(root, 'packages', name),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function unpack(tarball: string, target: string): void {
  mkdirSync(target);
  execFileSync('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
}

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

function declaredBy(packageFolder: string): string[] {
  const { dependencies, peerDependencies } = manifestIn(packageFolder);
  return Object.keys({ ...dependencies, ...peerDependencies });
}

function link(name: string, from: string, modules: string): void {
  const target = join(modules, name);
  const source = join(from, name);
  if (existsSync(target) || !existsSync(source)) return;
  mkdirSync(dirname(target), { recursive: true });
  symlinkSync(realpathSync(source), target);
}
