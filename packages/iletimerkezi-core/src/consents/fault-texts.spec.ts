import { describe, expect, it } from '@jest/globals';
import { parseEmail } from '../email.js';
import { parsePhone } from '../phone/index.js';
import { consentFaultText, type ConsentFault } from './fault-texts.js';
import { CONSENT_FINDING_TEXTS } from './rules.js';

describe('consentFaultText', () => {
  it('describes what is wrong with a number or an address in both languages', () => {
    expect(consentFaultText({ code: 'phone', reason: 'landline' })).toEqual({
      tr: 'Bu bir sabit hat; sağlayıcının belgelerine göre cep telefonu numarası gerekir.',
      en: 'This is a landline; the provider documents mobile numbers only.',
    });
    // The same reason means another thing of an address.
    expect(consentFaultText({ code: 'email', reason: 'too-short' }).en).toContain('e-mail address');
    expect(consentFaultText({ code: 'phone', reason: 'too-short' }).en).toContain('phone number');
  });

  it('has a different text for each reason', () => {
    const numbers = ['', 'yok', '5,32E+09', '0532', '0532 123 45 678', '0212 123 45 67', '0850 123 45 67'];
    const addresses = [
      '',
      'a@b',
      `${'a'.repeat(260)}@ornek.com`,
      'ornek.com',
      'ayşe@ornek.com',
      'a!b@ornek.com',
    ];
    const faults: ConsentFault[] = [
      { code: 'phone', reason: 'foreign' },
      ...[...numbers, '491711234567'].map((input): ConsentFault => {
        const parsed = parsePhone(input, { abroad: true });
        return { code: 'phone', reason: parsed.ok ? undefined : parsed.reason };
      }),
      ...addresses.map((input): ConsentFault => {
        const parsed = parseEmail(input);
        return { code: 'email', reason: parsed.ok ? undefined : parsed.reason };
      }),
    ];
    for (const language of ['tr', 'en'] as const) {
      const texts = faults.map((fault) => consentFaultText(fault)[language]);
      expect(new Set(texts).size).toBe(faults.length);
      expect(texts).not.toContain(CONSENT_FINDING_TEXTS.phone[language]);
      expect(texts).not.toContain(CONSENT_FINDING_TEXTS.email[language]);
    }
  });

  it('describes the code without a reason, or with a reason of another kind', () => {
    expect(consentFaultText({ code: 'phone' })).toBe(CONSENT_FINDING_TEXTS.phone);
    expect(consentFaultText({ code: 'phone', reason: 'non-ascii' })).toBe(CONSENT_FINDING_TEXTS.phone);
    expect(consentFaultText({ code: 'too-old', reason: undefined })).toBe(CONSENT_FINDING_TEXTS['too-old']);
    expect(consentFaultText({ code: 'missing' })).toEqual({ tr: 'Hücre boş.', en: 'The cell is empty.' });
  });
});
