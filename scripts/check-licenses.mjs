/**
 * Lists the licences of all dependencies of the five packages: `check:licenses [--json]`.
 * Fails when a licence requires more than its own notice.
 */
import { fileURLToPath } from 'node:url';
import { readCommandLine } from './command-line.mjs';
import { packageNames, run } from './packages.mjs';

const { values: options } = readCommandLine(
  `
Usage: check:licenses [--json]

Lists the licences of all dependencies of the packages, and fails when one requires more than its own notice.

  --json  prints an array of licences with their packages
`,
  { json: { type: 'boolean' } },
);

const root = fileURLToPath(new URL('..', import.meta.url));
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'PostgreSQL',
]);

const filters = packageNames().map((name) => `--filter=${name}`);
const { stdout, fault } = run('pnpm', [...filters, 'licenses', 'list', '--prod', '--json'], root);
if (fault) throw new Error(`pnpm could not list the licences: ${fault}`);

const licenses = Object.entries(JSON.parse(stdout))
  .map(([license, packages]) => ({
    license,
    packages: packages.map(({ name, versions }) => `${name} ${versions.join(', ')}`).toSorted(),
  }))
  .toSorted((a, b) => b.packages.length - a.packages.length);
if (licenses.length === 0) throw new Error('pnpm listed no licence at all');

/** Of `A OR B` one licence must be allowed, of `A AND B` both. */
const isAllowed = (license) =>
  license
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((each) => ALLOWED.has(each.trim())));
const wrong = licenses.filter(({ license }) => !isAllowed(license));

if (options.json) console.log(JSON.stringify(licenses, undefined, 2));
else
  for (const { license, packages } of licenses)
    console.log(`${license} (${packages.length}): ${packages.join('; ')}`);
for (const { license, packages } of wrong)
  console.error(
    `FAIL ${license}, of ${packages.join('; ')}: find another package, or allow it in scripts/check-licenses.mjs`,
  );
process.exitCode = wrong.length === 0 ? 0 : 1;
