import { backUp, move, type DatabaseLocation, restore } from './backup/backup.js';
import type { TableCounts } from './backup/format.js';
import { MisuseError, parseCommandLine } from '../common/command-line.js';
import { messageOf } from '../common/thrown.js';
import { migrationsAsSql } from './migrations/migrate.js';
import { DEFAULT_DIRECTORY } from '../options/storage.options.js';

const USAGE = `Usage:
  nest-iletimerkezi storage backup FILE   [--dir DIR | --url URL]
  nest-iletimerkezi storage restore FILE  [--dir DIR | --url URL] [--keep-pending]
  nest-iletimerkezi storage move          --to-url URL [--dir DIR]
  nest-iletimerkezi storage sql

  backup   writes all data to one file while hosts are running
  restore  loads a backup into an empty database; unsent orders are held for a decision, because they may have
           been sent since, unless --keep-pending confirms that no host ran after the backup
  move     copies the embedded database to another PostgreSQL; stop every host before
  sql      prints the tables as SQL, for teams that apply migrations themselves

  --dir defaults to ${DEFAULT_DIRECTORY}. The URL can also be set in ILETIMERKEZI_STORAGE_URL, to keep its
  password off the command line. --help prints this text.

Exit status: 0 done, 1 failed, 2 wrong usage.
`;

const OPTIONS = {
  dir: { type: 'string' },
  url: { type: 'string' },
  'to-url': { type: 'string' },
  'keep-pending': { type: 'boolean' },
} as const;

/** The output of the command and its exit code: 0 done, 1 failed, 2 incorrect usage. */
export interface CommandResult {
  readonly code: 0 | 1 | 2;
  readonly out: string;
  readonly err: string;
}

/** Runs `nest-iletimerkezi storage …`. Returns failures in the result and never throws. */
export async function runStorageCommand(argv: readonly string[]): Promise<CommandResult> {
  try {
    return { code: 0, out: await carryOut(argv), err: '' };
  } catch (error) {
    if (error instanceof MisuseError) return { code: 2, out: '', err: `${error.message}\n\n${USAGE}` };
    return { code: 1, out: '', err: `${messageOf(error)}\n` };
  }
}

async function carryOut(argv: readonly string[]): Promise<string> {
  const { values, positionals, isHelp } = parseCommandLine(argv, OPTIONS, { allowPositionals: true });
  if (isHelp) return USAGE;
  const [command, file, ...more] = positionals;
  if (more.length > 0) throw new MisuseError('Unknown command.');
  const url = values.url ?? process.env['ILETIMERKEZI_STORAGE_URL'];
  const location: DatabaseLocation =
    url !== undefined && values.dir === undefined ? { url } : { dir: values.dir };
  switch (command) {
    case 'backup':
      return formatCounts(await backUp(location, required(file, 'FILE')), 'backed up');
    case 'restore': {
      const unsent = values['keep-pending'] ? 'keep-pending' : 'hold';
      return formatCounts(await restore(location, required(file, 'FILE'), { unsent }), 'restored');
    }
    case 'move': {
      const to = required(values['to-url'] ?? url, '--to-url');
      const { counts, kept } = await move(values.dir, to);
      return `${formatCounts(counts, 'moved')}The old data is in ${kept}. Set storage.url now.\n`;
    }
    case 'sql':
      return migrationsAsSql();
    default:
      throw new MisuseError('Unknown command.');
  }
}

function required(value: string | undefined, name: string): string {
  if (value === undefined) throw new MisuseError(`${name} is missing.`);
  return value;
}

const formatCounts = (counts: TableCounts, verb: string): string =>
  Object.entries(counts)
    .map(([table, rows]) => `${String(rows).padStart(10)}  ${table} ${verb}\n`)
    .join('');
