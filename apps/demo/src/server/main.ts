import { HELP, readCommand } from './cli.js';
import { DemoStartError, startDemo } from './start-demo.js';

const command = readCommand(process.argv.slice(2));

if (command.run === 'help') {
  process.stdout.write(HELP);
} else if (command.run === 'refuse') {
  fail(command.reason, 2);
} else {
  try {
    const demo = await startDemo({
      ...command.options,
      sampleData: !command.options.empty,
      env: process.env,
    });
    process.stdout.write(`${demo.banner}\n`);
    const stop = () => {
      // A second signal ends the process immediately.
      process.once('SIGINT', () => process.exit(130));
      demo.close().then(
        () => process.exit(0),
        (error: unknown) => fail(`The demo did not stop cleanly: ${String(error)}`),
      );
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  } catch (error) {
    if (!(error instanceof DemoStartError)) throw error;
    fail(error.message);
  }
}

/** Exits with 1 when the demo cannot run, and with 2 for wrong usage. */
function fail(reason: string, code: 1 | 2 = 1): void {
  process.stderr.write(`${reason}\n`);
  process.exit(code);
}
