#!/usr/bin/env node
import { createInterface } from 'node:readline/promises';
import type { CommandResult } from './storage/command.js';

const USAGE = `Usage: nest-iletimerkezi COMMAND [options]

  init      adds the module, a webhook, variables and a test to a Nest application
  check     checks an account before it goes live
  storage   backs up, restores and moves the database, and prints its tables as SQL

nest-iletimerkezi COMMAND --help describes a command. Exit status: 0 done, 1 failed or refused, 2 wrong usage.
`;

/** Runs a command. Each loads its own code only: `init` runs before the application has its packages. */
async function run(command: string | undefined, argv: readonly string[]): Promise<number> {
  switch (command) {
    case 'init': {
      const { runInitCommand } = await import('./init/command.js');
      return runInitCommand(argv, {
        folder: process.cwd(),
        env: process.env,
        nodeVersion: process.version,
        write: (text) => process.stdout.write(text),
        writeError: (text) => process.stderr.write(text),
        ask,
      });
    }
    case 'check': {
      const { runCheckCommand } = await import('./check/command.js');
      return print(await runCheckCommand(argv, process.env));
    }
    case 'storage': {
      const { runStorageCommand } = await import('./storage/command.js');
      return print(await runStorageCommand(argv));
    }
    case '--help':
      return print({ code: 0, out: USAGE, err: '' });
    default: {
      const problem = command === undefined ? 'No command.' : 'Unknown command.';
      return print({ code: 2, out: '', err: `${problem}\n\n${USAGE}` });
    }
  }
}

function print({ code, out, err }: CommandResult): number {
  process.stdout.write(out);
  process.stderr.write(err);
  return code;
}

/** Asks on the terminal. The end of the input is an empty answer. */
async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const ended = new Promise<string>((resolve) => {
    terminal.once('close', () => resolve(''));
  });
  const answer = await Promise.race([terminal.question(question), ended]);
  terminal.close();
  return answer;
}

const [command, ...rest] = process.argv.slice(2);
process.exitCode = await run(command, rest);
