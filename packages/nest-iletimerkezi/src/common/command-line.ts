import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Wrong usage of a command. The message says what is wrong, and the command adds its usage. */
export class MisuseError extends Error {
  override readonly name = 'MisuseError';
}

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<T extends Options, P extends boolean> = ReturnType<
  typeof parseArgs<{ args: string[]; options: T; allowPositionals: P }>
>;

/**
 * Parses the arguments of a command. Every command has `--help`.
 * @throws MisuseError for an unknown option, a missing value or an extra argument.
 */
export function parseCommandLine<const T extends Options, const P extends boolean = false>(
  argv: readonly string[],
  options: T,
  { allowPositionals }: { allowPositionals?: P } = {},
): { values: Parsed<T, P>['values']; positionals: string[]; isHelp: boolean } {
  // `--help` counts even if another argument is wrong.
  const isHelp = argv.slice(0, argv.includes('--') ? argv.indexOf('--') : undefined).includes('--help');
  try {
    const { values, positionals } = parseArgs({
      args: isHelp ? [] : [...argv],
      options,
      allowPositionals: allowPositionals ?? false,
    });
    return { values: values as Parsed<T, P>['values'], positionals, isHelp };
  } catch {
    throw new MisuseError(problemOf(argv, options));
  }
}

/** The platform's message quotes the argument, which may be a number, a token or a password. Only option names are quoted. */
function problemOf(argv: readonly string[], options: Options): string {
  const names = argv.flatMap((argument) => /^--([a-z][a-z-]*)(?:=|$)/.exec(argument)?.[1] ?? []);
  const unknown = names.find((name) => !(name in options));
  if (unknown !== undefined) return `Unknown option --${unknown}.`;
  return 'Unknown option, missing value or extra argument.';
}
