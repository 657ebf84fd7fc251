import { describe, expect, it } from '@jest/globals';
import { DEFAULT_PORT, readCommand } from './cli.js';

describe('readCommand', () => {
  it('takes its defaults from nothing', () => {
    expect(readCommand([])).toEqual({
      run: 'demo',
      options: { port: DEFAULT_PORT, empty: false, real: false, data: '.iletimerkezi' },
    });
  });

  it('reads every option, also after the separator that pnpm passes on', () => {
    expect(readCommand(['--', '--port', '5000', '--empty', '--real'])).toEqual({
      run: 'demo',
      options: { port: 5000, empty: true, real: true, data: '.iletimerkezi' },
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

  it('reads where things are kept and where orders go', () => {
    const storage = 'postgres://user@host/database';
    expect(
      readCommand(['--data', 'x', '--storage', storage, '--emulator', 'http://127.0.0.1:4010']),
    ).toMatchObject({ run: 'demo', options: { data: 'x', storage, emulator: 'http://127.0.0.1:4010' } });
  });

  it.each([
    ['--storage', 'mysql://x'],
    ['--emulator', 'here'],
    ['--data='],
    ['--real', '--emulator', 'http://x'],
  ])('refuses what cannot be meant: %s %s', (...args) => {
    expect(readCommand(args.filter(Boolean))).toMatchObject({ run: 'refuse' });
  });

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
