/**
 * Lists known vulnerabilities of the packages' dependencies, as the registry reports them: `check:audit`.
 * Fails for high and critical ones. A registry without this service is reported and does not fail the check; mirrors often lack it.
 */
import { fileURLToPath } from 'node:url';
import { readCommandLine } from './command-line.mjs';
import { run } from './packages.mjs';

readCommandLine(
  `
Usage: check:audit

Lists known vulnerabilities of the packages' dependencies, and fails for high and critical ones.
`,
  {},
);

const root = fileURLToPath(new URL('..', import.meta.url));
const { stdout, fault } = run('pnpm', ['audit', '--prod', '--json'], root);

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const report = read(stdout);
const counts = report?.metadata?.vulnerabilities;
if (counts === undefined) {
  const reason =
    /ERR_PNPM_\w+/.exec(`${stdout}${fault}`)?.[0] ?? report?.error?.code ?? 'no answer that can be read';
  console.log(`Not checked: the registry gives no advisories here (${reason}).`);
} else {
  for (const { module_name: name, severity, title, patched_versions: fixed } of Object.values(
    report.advisories ?? {},
  ))
    console.log(`${severity}: ${name}: ${title} (fixed in ${fixed})`);
  console.log(
    Object.entries(counts)
      .map(([severity, count]) => `${count} ${severity}`)
      .join(', '),
  );
  process.exitCode = counts.high + counts.critical > 0 ? 1 : 0;
}
