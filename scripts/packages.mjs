// Packs the five packages and checks the tarballs.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = fileURLToPath(new URL('../packages', import.meta.url));

/** Files of a tarball beside `dist` and `src`. */
const ALSO_PACKED = [
  'package.json',
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
  'FIDELITY.md',
  // The pages that errors link to.
  'docs/errors.md',
  'docs/iys-setup.md',
  'docs/iys-setup.tr.md',
];

export const packageNames = () => readdirSync(packages).filter((name) => !name.startsWith('.'));

/** @returns the manifest of a package as it lies in the workspace. */
export const manifestOf = (name) => JSON.parse(readFileSync(join(packages, name, 'package.json'), 'utf8'));

/** Runs a program. @returns its output, and as `fault` its error output, empty on success. */
export function run(command, args, cwd = packages, settings = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NODE_OPTIONS: '', ...settings },
  });
  return { stdout: stdout ?? '', fault: status === 0 ? '' : `${error ?? `${stdout}${stderr}`}`.trim() };
}

/**
 * Builds the packages from scratch: the compiler only adds files, and a cached build may contain files of deleted sources.
 * @returns the error output, empty on success.
 */
export function buildAnew() {
  for (const name of packageNames())
    for (const folder of ['build', 'dist'])
      rmSync(join(packages, name, folder), { recursive: true, force: true });
  return run('pnpm', ['--filter', './packages/*', 'run', 'build'], join(packages, '..')).fault;
}

/**
 * Packs one package, built.
 * @returns {{ name: string, version: string, tarball: string, bytes: number, files: string[] }}
 */
export function pack(name, folder) {
  mkdirSync(folder, { recursive: true });
  const { stdout, fault } = run(
    'pnpm',
    ['pack', '--json', '--pack-destination', folder],
    join(packages, name),
  );
  if (fault) throw new Error(`${name} cannot be packed: ${fault}`);
  const { version, filename, files } = JSON.parse(stdout);
  return {
    name,
    version,
    tarball: filename,
    bytes: statSync(filename).size,
    files: files.map(({ path }) => path),
  };
}

/** Every file that a value of `exports` or `bin` names. */
function targets(value) {
  if (typeof value === 'string') return [value];
  return Object.values(value ?? {}).flatMap(targets);
}

/**
 * Lists the faults of a package's contents: entries without a packed file, files that must not be published, ranges that only
 * this workspace understands.
 * @param manifest as it is packed.
 * @param files the paths in the tarball.
 */
export function contentFaults(manifest, files) {
  const packed = new Set(files);
  const missing = [...targets(manifest.exports), ...targets(manifest.bin)]
    .map((target) => posix.normalize(target))
    .filter((target) => !packed.has(target))
    .map((target) => `its manifest names ${target}, which is not packed`);
  const stray = files
    .filter(
      (file) =>
        !(/^(dist|src)\//.test(file) || ALSO_PACKED.includes(file)) ||
        /\.(spec|stories)\.|(^|\/)(test-support|hosts)\//.test(file),
    )
    .map((file) => `packs ${file}, which no adopter needs`);
  const unresolved = Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies })
    .filter(([, range]) => /^(workspace|catalog|link|file):/.test(range))
    .map(
      ([dependency, range]) => `asks for ${dependency} as "${range}", which only this workspace understands`,
    );
  const without = ['README.md', 'LICENSE']
    .filter((file) => !packed.has(file))
    .map((file) => `has no ${file}`);
  return [...missing, ...stray, ...unresolved, ...without];
}

/** Source maps whose sources are not packed: a debugger would show nothing. */
function blindMaps({ name, files }) {
  const packed = new Set(files);
  const lost = files
    .filter((file) => file.startsWith('dist/') && file.endsWith('.js.map'))
    .flatMap((file) => {
      const { sources } = JSON.parse(readFileSync(join(packages, name, file), 'utf8'));
      return sources.map((source) => posix.join(dirname(file), source));
    })
    .filter((source) => !packed.has(source) && !source.includes('node_modules'))
    .map((source) => `its source maps lead to ${source}, which is not packed`);
  return [...new Set(lost)];
}

/** The checks of one tarball, each with its fault or an empty text. */
export function checksOf(packed) {
  const manifest = JSON.parse(run('tar', ['-xzOf', packed.tarball, 'package/package.json']).stdout);
  const styles = Object.keys(manifest.exports).filter((path) => path.endsWith('.css'));
  const contents = [...contentFaults(manifest, packed.files), ...blindMaps(packed)];
  return [
    { check: 'contents', fault: contents.join('\n') },
    { check: 'publint', fault: run('publint', ['run', packed.tarball, '--strict']).fault },
    {
      check: 'attw',
      fault: run('attw', [
        packed.tarball,
        '--profile',
        'esm-only',
        ...(styles.length > 0 ? ['--exclude-entrypoints', ...styles] : []),
      ]).fault,
    },
  ];
}

/** The arguments with which pnpm writes a CycloneDX bill of materials of what a package brings along. */
export const billOfMaterials = (...names) => [
  ...names.map((name) => `--filter=${name}`),
  'sbom',
  '--prod',
  '--sbom-format=cyclonedx',
  '--sbom-spec-version=1.6',
];
