import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { MisuseError, parseCommandLine } from '../common/command-line.js';
import { localeOf } from '../common/terminal-locale.js';
import { readGit } from './git.js';
import { readHostApp, type HostApp } from './host-app.js';
import { unifiedDiff } from './line-diff.js';
import { planInit, type Plan } from './plan.js';
import { RefusedError } from './refused.error.js';
import { appText, countsText, nextSteps, noteText, refusalText, TEXTS, type Locale } from './texts.js';

export const INIT_USAGE = `Usage: nest-iletimerkezi init [options]

Adds the module to the Nest application in this folder: the packages in package.json,
IletimerkeziModule.forRoot() in the application's module, a controller and a handler for delivery
reports, variables in .env and .env.example, and a test that runs against the emulator. Shows all
changes first and asks. What exists already is kept, so a second run changes nothing.

  --yes           applies the changes without asking
  --dry-run       shows the changes only
  --install       installs the packages afterwards, with the application's package manager
  --dir NAME      folder for the new files, below the source root (sms)
  --module FILE   the application's module, if main.ts does not name it
  --allow-dirty   continues although git has uncommitted changes
  --lang tr|en    language of the output (default: the terminal's, from LANG)
  --help

Exit status: 0 applied, nothing to do, or a dry run; 1 refused or declined; 2 wrong usage.
`;

const OPTIONS = {
  yes: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  install: { type: 'boolean' },
  dir: { type: 'string', default: 'sms' },
  module: { type: 'string' },
  'allow-dirty': { type: 'boolean' },
  lang: { type: 'string' },
} as const;

/** Input and output of the command, and the facts it uses about the process. */
export interface InitTerminal {
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Version of Node, such as `v24.21.0`. */
  readonly nodeVersion: string;
  write(text: string): void;
  writeError(text: string): void;
  /** Returns the answer to a question, empty at the end of the input. */
  ask(question: string): Promise<string>;
}

/** Runs `nest-iletimerkezi init …`. Refusals and wrong usage are written to the error output. Returns the exit code. */
export async function runInitCommand(argv: readonly string[], terminal: InitTerminal): Promise<0 | 1 | 2> {
  let locale: Locale = localeOf(undefined, terminal.env);
  try {
    const { values, isHelp } = parseCommandLine(argv, OPTIONS);
    if (isHelp) {
      terminal.write(INIT_USAGE);
      return 0;
    }
    locale = localeOf(values.lang, terminal.env);
    if (!/^[\w-]+(?:\/[\w-]+)*$/.test(values.dir))
      throw new MisuseError('--dir is a folder below the source root, such as sms.');
    return await init(values, terminal, locale);
  } catch (error) {
    if (error instanceof MisuseError) {
      terminal.writeError(`${error.message}\n\n${INIT_USAGE}`);
      return 2;
    }
    if (!(error instanceof RefusedError)) throw error;
    terminal.writeError(`${refusalText(error.reason, error.subject, locale)}\n`);
    return 1;
  }
}

interface Values {
  readonly yes?: boolean;
  readonly 'dry-run'?: boolean;
  readonly install?: boolean;
  readonly dir: string;
  readonly module?: string;
  readonly 'allow-dirty'?: boolean;
}

async function init(values: Values, terminal: InitTerminal, locale: Locale): Promise<0 | 1> {
  const app = readHostApp(terminal.folder, values.module);
  const git = readGit(terminal.folder);
  const plan = planInit(app, git, {
    version: ownVersion(),
    directory: values.dir,
    nodeVersion: terminal.nodeVersion,
  });
  const notes = plan.notes.map((note) => `! ${noteText(note, locale)}\n`).join('');
  terminal.write(`${appText(app, locale)}\n`);
  if (plan.changes.length === 0) {
    terminal.write(`${notes}${TEXTS.nothing[locale]}\n`);
    return 0;
  }
  if (git.hasChanges && !values['allow-dirty'] && !values['dry-run'])
    throw new RefusedError('uncommitted-changes', terminal.folder);

  terminal.write(`\n${diffOf(plan)}\n${countsText(plan, locale)}\n${notes}`);
  if (values['dry-run']) {
    terminal.write(`${TEXTS.dryRun[locale]}\n`);
    return 0;
  }
  if (!values.yes && !isYes(await terminal.ask(TEXTS.question[locale]), locale)) {
    terminal.write(`${TEXTS.declined[locale]}\n`);
    return 1;
  }
  apply(app, plan);
  const isInstalled = values.install === true && install(app);
  if (values.install && !isInstalled) terminal.writeError(`${TEXTS.installFailed[locale]}\n`);
  const port = terminal.env['PORT'] ?? '3000';
  terminal.write(`\n${nextSteps(app, { isInstalled, port, locale })}\n`);
  return values.install && !isInstalled ? 1 : 0;
}

const diffOf = ({ changes }: Plan): string =>
  changes
    .map(({ path, before, after, isSecret }) =>
      isSecret
        ? unifiedDiff(path, before, after, 0).replaceAll(
            /^(\+ILETIMERKEZI_WEBHOOK_TOKENS=).*$/gm,
            '$1<random>',
          )
        : unifiedDiff(path, before, after),
    )
    .join('\n');

const isYes = (answer: string, locale: Locale): boolean =>
  (locale === 'tr' ? /^\s*(?:e|evet|y|yes)\s*$/i : /^\s*(?:y|yes)\s*$/i).test(answer);

function apply({ folder }: HostApp, { changes }: Plan): void {
  for (const { path, after, isSecret } of changes) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), after, isSecret ? { mode: 0o600 } : {});
  }
}

function install({ folder, packageManager }: HostApp): boolean {
  // On Windows the package managers are scripts, which only a shell starts.
  const shell = process.platform === 'win32';
  return spawnSync(packageManager, ['install'], { cwd: folder, stdio: 'inherit', shell }).status === 0;
}

function ownVersion(): string {
  // By name: this module is part of a bundle in another folder.
  const require = createRequire(import.meta.url);
  return (require('nest-iletimerkezi/package.json') as { version: string }).version;
}
