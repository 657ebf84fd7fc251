/**
 * The release of the five packages.
 *
 * `release --dry-run [--out DIR] [--install]` builds, packs and checks the tarballs and prints them; with `--install` npm
 * installs them into fresh applications and runs each. `release` does the same, and publishes exactly those tarballs,
 * unless a requirement is missing: then it lists what is missing and publishes nothing.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCommandLine } from './command-line.mjs';
import { runFreshHosts } from './fresh-hosts.mjs';
import { billOfMaterials, buildAnew, checksOf, manifestOf, pack, packageNames, run } from './packages.mjs';
import { missingForPublication } from './readiness.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Dependencies are published first, so that every published package finds its own. */
const ORDER = [
  'iletimerkezi-core',
  'iletimerkezi-emulator',
  'react-sms-ui',
  'nest-iletimerkezi',
  'iletimerkezi-mcp',
];

const { values: options } = readCommandLine(
  `
Usage: release [--dry-run] [--install] [--out DIR]

Builds, packs and checks the five packages, and publishes them if nothing is missing.

  --dry-run  publishes nothing, and lists what is missing
  --install  installs the tarballs into new applications, and runs each
  --out DIR  folder of the tarballs (release)
`,
  {
    'dry-run': { type: 'boolean', default: false },
    install: { type: 'boolean', default: false },
    out: { type: 'string', default: join(root, 'release') },
  },
);

const faults = [];
const note = (subject, fault) => {
  if (fault) faults.push(`${subject}: ${fault}`);
};

/** Returns the reasons against a publication. A dry run only lists them. */
function notInPlace() {
  const git = (...args) => run('git', args, root).stdout.trim();
  return missingForPublication({
    changed: git('status', '--porcelain') !== '',
    branch: git('rev-parse', '--abbrev-ref', 'HEAD'),
    waiting: readdirSync(join(root, '.changeset')).filter((file) => /^(?!README).*\.md$/.test(file)).length,
    identity: Boolean(process.env.ACTIONS_ID_TOKEN_REQUEST_URL ?? process.env.SIGSTORE_ID_TOKEN),
    repository: process.env.GITHUB_REPOSITORY,
    packages: ORDER.map((name) => {
      const log = join(root, 'packages', name, 'CHANGELOG.md');
      return { manifest: manifestOf(name), changelog: existsSync(log) ? readFileSync(log, 'utf8') : '' };
    }),
  });
}

const names = packageNames();
if (names.toSorted().join() !== ORDER.toSorted().join())
  throw new Error(
    `scripts/release.mjs publishes ${ORDER.join(', ')}, but packages/ holds ${names.join(', ')}`,
  );

const broken = buildAnew();
if (broken) throw new Error(`The packages cannot be built:\n${broken}`);
rmSync(options.out, { recursive: true, force: true });
const tarballs = ORDER.map((name) => pack(name, options.out));
const versions = new Set(tarballs.map(({ version }) => version));
if (versions.size > 1) note('versions', `not one but ${[...versions].join(', ')}`);
for (const packed of tarballs)
  for (const { check, fault } of checksOf(packed)) note(`${packed.name}, ${check}`, fault);
note(
  'bill of materials',
  run('pnpm', [...billOfMaterials(...ORDER), '--split', '--out', join(options.out, '%s-%v.cdx.json')], root)
    .fault,
);
const licenses = run(process.execPath, [join(root, 'scripts/check-licenses.mjs'), '--json'], root);
note('licences', licenses.fault);
writeFileSync(join(options.out, 'licenses.json'), licenses.stdout);

const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
for (const { name, version, bytes, files } of tarballs)
  console.log(`${name.padEnd(22)} ${version.padEnd(8)} ${kB(bytes).padStart(9)}  ${files.length} files`);

if (options.install && faults.length === 0)
  for (const { host, fault } of runFreshHosts(tarballs)) {
    console.log(`${fault ? 'FAIL' : 'ok  '} ${host}`);
    note(host, fault);
  }

for (const fault of faults) console.error(`\nFAIL ${fault}`);
const open = notInPlace();
if (options['dry-run']) {
  for (const what of open) console.log(`before a publication: ${what}`);
} else {
  for (const what of open) console.error(`FAIL ${what}`);
}

if (faults.length > 0 || (open.length > 0 && !options['dry-run'])) {
  console.error('Nothing was published.');
  process.exitCode = 1;
} else if (options['dry-run']) {
  console.log(
    `${tarballs.length} packages ready in ${relative(process.cwd(), options.out) || options.out}; nothing was published`,
  );
} else {
  for (const { name, tarball } of tarballs) {
    const { fault } = run('pnpm', ['publish', tarball, '--access', 'public', '--provenance'], root);
    if (fault) throw new Error(`${name} could not be published; those before it were: ${fault}`);
    console.log(`published ${name}`);
  }
  const { fault } = run('changeset', ['git-tag'], root);
  if (fault) throw new Error(`All five are published, but not tagged: ${fault}`);
}
