import { describe, expect, it } from '@jest/globals';
import { DEFAULT_PORT, readCommand } from './cli.js';

describe('readCommand', () => {
  it('takes its defaults from nothing', () => {
    expect(readCommand([])).toEqual({
      run: 'demo',
      options: { port: DEFAULT_PORT, empty: false, real: false },
    });
  });

  it('reads every option, also after the separator that pnpm passes on', () => {
    expect(readCommand(['--', '--port', '5000', '--empty', '--real'])).toEqual({
      run: 'demo',
      options: { port: 5000, empty: true, real: true },
    });
  });

  it.each([['--port', 'abc'], ['--port', '70000'], ['--port='], ['--port', '1.5']])(
    'refuses a port that is none: %s %s',
    (...args) => {
      expect(readCommand(args.filter(Boolean))).toMatchObject({
        run: 'refuse',
        reason: expect.stringContaining('--port'),
      });
    },
  );

  it('names the help for an option it does not know', () => {
    expect(readCommand(['--prot', '1'])).toMatchObject({
      run: 'refuse',
      reason: expect.stringContaining('--help'),
    });
  });

  it('shows the help', () => {
    expect(readCommand(['--help'])).toEqual({ run: 'help' });
  });
});
