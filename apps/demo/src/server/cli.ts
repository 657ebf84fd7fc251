import { parseArgs } from 'node:util';

export const DEFAULT_PORT = 4080;
/** A folder in the working directory, so that the data is kept between runs. */
export const DEFAULT_DATA = '.iletimerkezi';

export interface DemoArguments {
  port: number;
  /** Start without sample data. */
  empty: boolean;
  /** Use the real provider with the credentials of the environment. */
  real: boolean;
  /** Folder of the database and the emulator's state. Default: a temporary folder. */
  data?: string;
  /** URL of a PostgreSQL server to use instead of the embedded one. */
  storage?: string;
  /** URL of a running emulator. */
  emulator?: string;
}

export type ParsedCommand =
  | { run: 'demo'; options: DemoArguments }
  | { run: 'help' }
  | { run: 'refuse'; reason: string };

export const HELP = `Send an SMS to a list of people and watch each delivery, on this machine.

  npx -y pnpm@12 demo [--port N] [--empty] [--data DIR] [--storage URL] [--emulator URL] [--real]

  --port N        listen on this port of 127.0.0.1 (default ${DEFAULT_PORT}; 0 takes a free one)
  --empty         start without sample data
  --data DIR      store all data in this folder (default ${DEFAULT_DATA}); delete it to start again
  --storage URL   use this PostgreSQL server (postgres://…) instead of the embedded one
  --emulator URL  use a running emulator; it is not stopped with the demo
  --real          use the real provider with ILETIMERKEZI_KEY and ILETIMERKEZI_HASH: orders spend credits;
                  ILETIMERKEZI_BRAND_CODE enables the consent ledger
  --help          print this text

Without --real the demo starts the emulator itself: no SMS leaves the machine.
`;

/** Parses the command line. Errors state the correction. */
export function readCommand(args: readonly string[]): ParsedCommand {
  try {
    const { values } = parseArgs({
      // pnpm passes a separating "--" to the script.
      args: args.filter((arg) => arg !== '--'),
      options: {
        port: { type: 'string' },
        empty: { type: 'boolean', default: false },
        real: { type: 'boolean', default: false },
        data: { type: 'string', default: DEFAULT_DATA },
        storage: { type: 'string' },
        emulator: { type: 'string' },
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
    const { empty, real, data, storage, emulator } = values;
    if (data === '')
      return { run: 'refuse', reason: '--data takes a folder, for example --data ./demo-data.' };
    if (storage !== undefined && !/^postgres(ql)?:\/\//.test(storage)) {
      return {
        run: 'refuse',
        reason: '--storage takes an address such as postgres://user:password@host/database.',
      };
    }
    if (emulator !== undefined && !/^https?:\/\//.test(emulator)) {
      return { run: 'refuse', reason: '--emulator takes an address such as http://127.0.0.1:4010.' };
    }
    if (real && emulator !== undefined) {
      return { run: 'refuse', reason: 'Either --real or --emulator: orders go to one of them.' };
    }
    return { run: 'demo', options: { port, empty, real, data, storage, emulator } };
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return { run: 'refuse', reason: `${what.replace(/\.?$/, '.')} See --help.` };
  }
}
