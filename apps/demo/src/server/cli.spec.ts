import { describe, expect, it } from '@jest/globals';
import { DEFAULT_PORT, readCommand } from './cli.js';

describe('readCommand', () => {
  it('has defaults', () => {
    expect(readCommand([])).toEqual({
      run: 'demo',
      options: { port: DEFAULT_PORT, empty: false, real: false, data: '.iletimerkezi' },
    });
  });

  it('reads every option, also after the separator of pnpm', () => {
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

  it('reads the data folder, the storage URL and the emulator’s URL', () => {
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

  it('refers to the help for an unknown option', () => {
    expect(readCommand(['--prot', '1'])).toMatchObject({
      run: 'refuse',
      reason: expect.stringContaining('--help'),
    });
  });

  it('shows the help', () => {
    expect(readCommand(['--help'])).toEqual({ run: 'help' });
  });
});
