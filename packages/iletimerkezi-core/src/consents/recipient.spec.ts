import { describe, expect, it } from '@jest/globals';
import {
  acceptRecipient,
  isConsentRecipient,
  parseConsentRecipient,
  type ConsentRecipient,
} from './recipient.js';

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

  it.each(['2121234567.0', '="02121234567.0"', '٠٢١٢١٢٣٤٥٦٧', '+90 (0) 212 123 45 67', 'tel:02121234567'])(
    'parses the landline %j without the characters that a spreadsheet adds',
    (input) => {
      expect(parseConsentRecipient(input, 'ARAMA', { landlines: true })).toEqual({
        ok: true,
        value: '+902121234567',
      });
    },
  );

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

describe('isConsentRecipient', () => {
  it('accepts what parseConsentRecipient returns', () => {
    expect(isConsentRecipient('+905321234567')).toBe(true);
    expect(isConsentRecipient('+902121234567')).toBe(true);
    expect(isConsentRecipient('ayse@ornek.com')).toBe(true);
    expect(isConsentRecipient('0532 123 45 67')).toBe(false);
  });
});

describe('acceptRecipient', () => {
  const parsed = (text: string): ConsentRecipient => {
    if (!isConsentRecipient(text)) throw new Error('not a recipient');
    return text;
  };

  it.each([
    ['+905321234567', 'MESAJ', undefined],
    ['+905321234567', 'EPOSTA', 'not-an-email'],
    ['ayse@ornek.com', 'EPOSTA', undefined],
    ['ayse@ornek.com', 'ARAMA', 'not-a-number'],
    ['+902121234567', 'ARAMA', 'landline'],
    ['+4915112345678', 'MESAJ', 'foreign'],
  ] as const)('reviews %s for %s as the parser does', (text, channel, reason) => {
    expect(acceptRecipient(parsed(text), channel)).toMatchObject(
      reason ? { ok: false, reason } : { ok: true },
    );
    expect(parseConsentRecipient(text, channel)).toMatchObject(reason ? { ok: false, reason } : { ok: true });
  });

  it('accepts a landline for ARAMA with the option', () => {
    const landline = parsed('+902121234567');
    expect(acceptRecipient(landline, 'ARAMA', { landlines: true })).toEqual({ ok: true, value: landline });
    expect(acceptRecipient(landline, 'MESAJ', { landlines: true })).toMatchObject({ ok: false });
  });
});
