import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IletimerkeziOptions } from '../iletimerkezi.options.js';
import { IletimerkeziOptionsError, validateOptions } from './validate-options.js';

const sound: IletimerkeziOptions = {
  credentials: { key: 'a-key', hash: 'a-hash' },
  baseUrl: 'http://127.0.0.1:4000',
};

const NAMES = [
  'credentials',
  'baseUrl',
  'defaultSender',
  'brandCode',
  'characterMode',
  'turkishLetterCost',
  'abroad',
  'timeouts',
  'retry',
  'webhook',
  'storage',
  'outbox',
  'consents',
  'verification',
  'fetch',
  'debug',
  '__proto__',
  'constructor',
] as const;

/** Told apart from every word of our own messages. */
const secret = fc.stringMatching(/^[A-Z]{4}[0-9]{6}[A-Z]{4}$/);
const value = fc.oneof(
  secret,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(() => 'a function'),
  fc.array(fc.oneof(secret, fc.integer())),
  fc.dictionary(
    fc.constantFrom('key', 'hash', 'dir', 'url', 'tokens', 'policy', 'cron', 'constructor'),
    secret,
  ),
);

/** The outcome of a check: the faults, or nothing wrong. Anything else thrown is a failure. */
function faultsOf(options: unknown): readonly { path: string; mend: string }[] {
  try {
    validateOptions('default', options as IletimerkeziOptions);
    return [];
  } catch (error) {
    if (error instanceof IletimerkeziOptionsError) return error.faults;
    throw error;
  }
}

describe('options', () => {
  it('pass when they are sound', () => {
    expect(faultsOf(sound)).toEqual([]);
  });

  it('of any shape are taken or refused with their faults, and no value is repeated', () => {
    const options = fc.dictionary(fc.constantFrom(...NAMES), value, { noNullPrototype: true });
    fc.assert(
      fc.property(options, (given) => {
        const text = faultsOf(given)
          .map(({ path, mend }) => `${path}: ${mend}`)
          .join('\n');
        expect(text).not.toMatch(/[A-Z]{4}[0-9]{6}[A-Z]{4}/);
      }),
      { numRuns: 500 },
    );
  });

  it.each([undefined, null, 0, '', 'options', [], () => 1])('that are none are refused: %p', (given) => {
    expect(faultsOf(given).length).toBeGreaterThan(0);
  });

  it('name an option that there is not, under its path', () => {
    expect(faultsOf({ ...sound, timeouts: { connect: 5 } })).toEqual([
      { path: 'timeouts.connect', mend: expect.stringContaining('no such option') },
    ]);
  });

  it('lists all faults at once', () => {
    const paths = faultsOf({ ...sound, characterMode: 'latin', turkishLetterCost: 3, abroad: 'yes' }).map(
      ({ path }) => path.replace(/ .*/, ''),
    );
    expect(paths.toSorted()).toEqual(['abroad', 'characterMode', 'turkishLetterCost']);
  });
});
