import { describe, expect, it } from '@jest/globals';
import { parseConsentRecipient } from './recipient.js';

describe('parseConsentRecipient', () => {
  it('accepts the recipients of each channel', () => {
    expect(parseConsentRecipient('0532 123 45 67', 'MESAJ')).toEqual({ ok: true, value: '+905321234567' });
    expect(parseConsentRecipient('ayse@ornek.com', 'EPOSTA')).toEqual({ ok: true, value: 'ayse@ornek.com' });
  });

  it('accepts a landline for ARAMA only with the option', () => {
    const landline = '+90 (212) 123 45 67';
    expect(parseConsentRecipient(landline, 'ARAMA')).toMatchObject({ ok: false, reason: 'landline' });
    expect(parseConsentRecipient(landline, 'ARAMA', { landlines: true })).toEqual({
      ok: true,
      value: '+902121234567',
    });
    expect(parseConsentRecipient(landline, 'MESAJ', { landlines: true })).toMatchObject({ ok: false });
  });

  it('returns why other values are refused', () => {
    expect(parseConsentRecipient('0212 123 45 67', 'MESAJ')).toEqual({
      ok: false,
      kind: 'phone',
      reason: 'landline',
    });
    expect(parseConsentRecipient('0532 123 45 67', 'EPOSTA')).toEqual({
      ok: false,
      kind: 'email',
      reason: 'not-an-email',
    });
  });
});
