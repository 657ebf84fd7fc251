import { describe, expect, it } from '@jest/globals';
import { parseConsentRecipient } from './recipient.js';

describe('parseConsentRecipient', () => {
  it('takes what the channel reaches', () => {
    expect(parseConsentRecipient('0532 123 45 67', 'MESAJ')).toEqual({ ok: true, value: '+905321234567' });
    expect(parseConsentRecipient('ayse@ornek.com', 'EPOSTA')).toEqual({ ok: true, value: 'ayse@ornek.com' });
  });

  it('accepts a landline for ARAMA only where the option allows it', () => {
    const landline = '+90 (212) 123 45 67';
    expect(parseConsentRecipient(landline, 'ARAMA')).toMatchObject({ ok: false, reason: 'landline' });
    expect(parseConsentRecipient(landline, 'ARAMA', { landlines: true })).toEqual({
      ok: true,
      value: '+902121234567',
    });
    expect(parseConsentRecipient(landline, 'MESAJ', { landlines: true })).toMatchObject({ ok: false });
  });

  it('says what is missing from the other', () => {
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
