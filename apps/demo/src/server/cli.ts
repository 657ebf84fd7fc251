import { parseArgs } from 'node:util';

export const DEFAULT_PORT = 4080;

export interface DemoArguments {
  port: number;
  /** Start without the seeded story. */
  empty: boolean;
  /** Send through the provider itself, with the credentials of the environment. */
  real: boolean;
}

export type ParsedCommand =
  | { run: 'demo'; options: DemoArguments }
  | { run: 'help' }
  | { run: 'refuse'; reason: string };

export const HELP = `Send an SMS to a list of people and watch each delivery, on this machine.

  npx -y pnpm@12 demo [--port N] [--empty] [--real]

  --port N   listen on this port of 127.0.0.1 (default ${DEFAULT_PORT}; 0 takes a free one)
  --empty    start without the seeded story
  --real     use the provider with ILETIMERKEZI_KEY and ILETIMERKEZI_HASH: orders spend credits
  --help     this text

Without --real the demo starts the emulator itself: no SMS leaves the machine.
`;

/** Reads the command line; a mistake becomes a sentence that names the mend. */
export function readCommand(args: readonly string[]): ParsedCommand {
  try {
    const { values } = parseArgs({
      // pnpm hands a separating "--" on to the script.
      args: args.filter((arg) => arg !== '--'),
      options: {
        port: { type: 'string' },
        empty: { type: 'boolean', default: false },
        real: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { run: 'help' };
    const port = values.port === undefined ? DEFAULT_PORT : Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535 || values.port === '') {
      return {
        run: 'refuse',
        reason: `--port takes a number from 0 to 65535, for example --port ${DEFAULT_PORT}.`,
      };
    }
    return { run: 'demo', options: { port, empty: values.empty, real: values.real } };
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return { run: 'refuse', reason: `${what.replace(/\.?$/, '.')} See --help.` };
  }
}
