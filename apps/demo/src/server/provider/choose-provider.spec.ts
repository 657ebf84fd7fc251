import { describe, expect, it } from '@jest/globals';
import { chooseProvider } from './choose-provider.js';

const credentials = { ILETIMERKEZI_KEY: 'key-value', ILETIMERKEZI_HASH: 'hash-value' };

describe('chooseProvider', () => {
  it('selects the emulator by default', () => {
    expect(chooseProvider(false, {})).toEqual({ provider: 'emulator' });
  });

  it('refuses credentials without --real, states the fix and does not print them', () => {
    for (const env of [credentials, { ILETIMERKEZI_KEY: 'key-value' }, { ILETIMERKEZI_HASH: 'hash-value' }]) {
      expect(() => chooseProvider(false, env)).toThrow(/--real.*unset/s);
      expect(() => chooseProvider(false, env)).not.toThrow(/key-value|hash-value/);
    }
  });

  it('selects the provider with --real and both credentials', () => {
    expect(chooseProvider(true, credentials)).toEqual({
      provider: 'real',
      account: {
        credentials: { key: 'key-value', hash: 'hash-value' },
        baseUrl: undefined,
        characterMode: 'english',
      },
    });
  });

  it('refuses --real with a credential missing', () => {
    expect(() => chooseProvider(true, { ILETIMERKEZI_KEY: 'k' })).toThrow(/ILETIMERKEZI_HASH/);
  });

  it('reads the character mode from the environment and refuses an invalid one', () => {
    expect(chooseProvider(true, { ...credentials, ILETIMERKEZI_CHARACTER_MODE: 'turkish' })).toMatchObject({
      account: { characterMode: 'turkish' },
    });
    expect(() => chooseProvider(true, { ...credentials, ILETIMERKEZI_CHARACTER_MODE: 'greek' })).toThrow(
      /english, turkish, unicode/,
    );
  });
});
