// The command line of the repository's programs: every one has `--help`, and refuses what it does not know.
import { parseArgs } from 'node:util';

/** Whether the arguments ask for the usage. */
export const asksForHelp = (args) => args.includes('--help') || args.includes('-h');

/**
 * Reads the arguments of a program. Prints the usage for `--help` and ends the process with 0. For an unknown option, a
 * missing value or an extra argument it prints what is wrong and ends the process with 2.
 * @template {NonNullable<import('node:util').ParseArgsConfig['options']>} Options
 * @param {string} usage begins with `Usage: `
 * @param {Options} options as `parseArgs` takes them
 * @param {{ allowPositionals?: boolean }} [settings]
 * @returns {ReturnType<typeof parseArgs<{ options: Options, allowPositionals: true }>>}
 */
export function readCommandLine(usage, options, { allowPositionals = false } = {}) {
  // pnpm passes a separating "--" to the script.
  const args = process.argv.slice(2).filter((arg) => arg !== '--');
  if (asksForHelp(args)) {
    process.stdout.write(`${usage.trim()}\n`);
    process.exit(0);
  }
  try {
    return parseArgs({ args, options, allowPositionals });
  } catch (error) {
    return misuse(error.message);
  }
}

/**
 * Prints what is wrong with the arguments, and ends the process with 2.
 * @param {string} problem
 * @returns {never}
 */
export function misuse(problem) {
  // The platform appends advice for arguments that start with a dash.
  console.error(
    `${problem.replace(/\. To specify a positional argument[\s\S]*$/, '').replace(/\.?$/, '.')} See --help.`,
  );
  process.exit(2);
}
