import { describe, expect, it } from '@jest/globals';
import { phoneVerificationSettings, type PhoneVerificationOptions } from './phone-verification.options.js';

const hashKeys = ['a secret key of at least 32 characters'];

describe('the settings of phone verification', () => {
  it('have the default of an option that is undefined or null', () => {
    const given: PhoneVerificationOptions = JSON.parse(
      '{ "codeLength": null, "attempts": null, "limits": null, "resend": null, "texts": null, "allow": null, "pumping": null }',
    );
    const absent = {
      resend: { code: undefined },
      limits: { phone: undefined },
      pumping: { threshold: undefined },
    };
    const defaults = phoneVerificationSettings({ hashKeys });
    expect(phoneVerificationSettings({ ...given, hashKeys })).toEqual(defaults);
    expect(phoneVerificationSettings({ hashKeys, ...absent } as PhoneVerificationOptions)).toEqual(defaults);
  });
});
