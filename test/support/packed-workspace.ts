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

/** A folder as `npm install` of our tarballs would leave it, without any network. */
export interface PackedWorkspace {
  folder: string;
  remove(): void;
}

/**
 * Packs packages of this workspace and unpacks the tarballs into a folder outside of it. What their manifests declare,
 * and nothing else, is linked beside them; a package that imports something undeclared fails here as it would in a host.
 */
export function installPacked(
  packages: readonly string[],
  alsoFromTest: readonly string[] = [],
): PackedWorkspace {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'packed-')));
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  for (const name of packages) unpack(name, folder, join(modules, name));
  for (const name of packages) {
    const own = join(root, 'packages', name, 'node_modules');
    for (const dependency of declaredBy(join(modules, name))) link(dependency, own, modules);
  }
  for (const name of alsoFromTest) {
    const from = ['packages/nest-iletimerkezi', 'packages/react-sms-ui', ''].map((home) =>
      join(root, home, 'node_modules'),
    );
    link(name, from.find((place) => existsSync(join(place, name))) ?? root, modules);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function unpack(name: string, folder: string, target: string): void {
  const tarball = join(folder, `${name}.tgz`);
  const source = join(root, 'packages', name);
  execFileSync('pnpm', ['pack', '--out', tarball], { cwd: source, stdio: ['ignore', 'ignore', 'inherit'] });
  mkdirSync(target);
  execFileSync('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
}

function declaredBy(packageFolder: string): string[] {
  const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as Manifest;
  return Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
}

function link(name: string, from: string, modules: string): void {
  const target = join(modules, name);
  const source = join(from, name);
  if (existsSync(target) || !existsSync(source)) return;
  mkdirSync(dirname(target), { recursive: true });
  symlinkSync(realpathSync(source), target);
}
