// Checks that the subjects of commits are Conventional Commits (conventionalcommits.org/en/v1.0.0): those after the commit
// that added this file, or after `--base REF`. In a shallow clone only the commits that it has are checked.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { readCommandLine } from './command-line.mjs';

const TYPES = ['build', 'chore', 'ci', 'docs', 'feat', 'fix', 'perf', 'refactor', 'revert', 'style', 'test'];
const SUBJECT = new RegExp(String.raw`^(?:${TYPES.join('|')})(?:\([a-z][\w-]*\))?!?: \S.*[^.\s]$`);

/**
 * Whether a subject is `type(scope): description`, with a known type and without a final period.
 * @param {string} subject
 */
export const isConventional = (subject) => SUBJECT.test(subject);

const root = fileURLToPath(new URL('..', import.meta.url));
const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
const FILE = 'scripts/check-commits.mjs';

function main() {
  const { values } = readCommandLine(
    `
Usage: check:commits [--base REF]

Checks that the subjects of commits are Conventional Commits.

  --base REF  checks the commits after REF (default: after the commit that added the rule)
`,
    { base: { type: 'string' } },
  );
  const base = values.base ?? git('log', '--diff-filter=A', '--format=%H', '--', FILE).split('\n').at(-1);
  if (!base) return console.log(`No commits to check: ${FILE} is not committed yet.`);
  const commits = git('log', '--no-merges', '--format=%h %s', `${base}..HEAD`).split('\n').filter(Boolean);
  const faults = commits.filter((commit) => !isConventional(commit.replace(/^\w+ /, '')));
  for (const fault of faults) console.error(`Not a Conventional Commit: ${fault}`);
  if (faults.length > 0) {
    console.error(`Write \`type(scope): description\` with one of ${TYPES.join(', ')}, and no final period.`);
    process.exitCode = 1;
  }
  console.log(`${commits.length} commits checked, ${faults.length} rejected`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
