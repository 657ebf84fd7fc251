import { describe, expect, it } from '@jest/globals';
import { CONSENT_FINDING_TEXTS, reviewConsent, type ConsentCandidate, type ReviewContext } from './rules.js';
import { CONSENT_SOURCES, isConsentSource } from './vocabulary.js';

const now = new Date('2026-11-21T10:00:00+03:00');
const sound: ConsentCandidate = {
  recipient: '+905321234567',
  recipientType: 'BIREYSEL',
  channel: 'MESAJ',
  status: 'ONAY',
  source: 'HS_WEB',
  consentDate: new Date('2026-11-20T09:15:42+03:00'),
};

const codes = (changes: Partial<ConsentCandidate>, context: ReviewContext = {}): string[] => {
  const { errors, warnings } = reviewConsent({ ...sound, ...changes }, { now, ...context });
  return [...errors.map(({ code }) => `error ${code}`), ...warnings.map(({ code }) => `warning ${code}`)];
};

describe('reviewConsent', () => {
  it('finds nothing in a valid record', () => {
    expect(codes({})).toEqual([]);
    expect(codes({}, { known: 'none' })).toEqual([]);
    expect(codes({ channel: 'EPOSTA', recipient: 'ayse@ornek.com' })).toEqual([]);
  });

  it.each([
    [{ recipientType: 'bireysel' }, ['error recipient-type']],
    [{ channel: 'SMS' }, ['error channel']],
    [{ status: 'onay' }, ['error status']],
    [{ source: 'WEB' }, ['error source']],
    [{ source: 'HS_2015' }, ['error source']],
    [{ recipient: '12' }, ['error phone']],
    [{ recipient: 'ayse@ornek.com' }, ['error phone']],
    [{ recipient: '+902121234567' }, ['error phone']],
    [{ recipient: '+902121234567', channel: 'ARAMA' }, ['error phone']],
    [{ channel: 'EPOSTA' }, ['error email']],
    [{ consentDate: new Date(Number.NaN) }, ['error date']],
    [{ consentDate: new Date('2026-11-18T09:59:59+03:00') }, ['error too-old']],
    [{ consentDate: new Date('2026-11-18T10:00:00+03:00') }, []],
    [{ consentDate: new Date('2026-11-21T10:00:01+03:00') }, ['warning in-future']],
    [{ consentDate: new Date('2015-04-30T23:59:59+03:00') }, ['error too-old', 'warning before-registry']],
  ])('reviews %j as %j', (changes, expected) => {
    expect(codes(changes)).toEqual(expected);
  });

  it('lists every fault of a record, with its field', () => {
    const review = reviewConsent({ ...sound, recipient: '', status: '', source: '' }, { now });
    expect(review.errors).toEqual([
      { code: 'phone', field: 'recipient', reason: 'empty' },
      { code: 'status', field: 'status' },
      { code: 'source', field: 'source' },
    ]);
  });

  it.each([
    [{ recipient: '+902121234567' }, 'phone', 'landline'],
    [{ recipient: '0532 123 45 6' }, 'phone', 'too-short'],
    [{ recipient: '0850 123 45 67', channel: 'ARAMA' }, 'phone', 'not-mobile'],
    [{ recipient: 'ayse@', channel: 'EPOSTA' }, 'email', 'too-short'],
    [{ recipient: 'ayşe@ornek.com', channel: 'EPOSTA' }, 'email', 'non-ascii'],
  ])('returns why %j is not a recipient', (changes, code, reason) => {
    const { errors } = reviewConsent({ ...sound, ...changes }, { now });
    expect(errors).toEqual([{ code, field: 'recipient', reason }]);
  });

  it.each<[Partial<ConsentCandidate>, ReviewContext, string]>([
    [{ recipientType: 'bireysel' }, {}, 'recipientType'],
    [{ channel: 'SMS' }, {}, 'channel'],
    [{ source: 'HS_KARAR' }, { known: 'none' }, 'source'],
    [{ source: 'HS_KARAR' }, {}, 'source'],
    [{ status: 'RET' }, { known: 'none' }, 'status'],
    [{}, { known: { status: 'ONAY', consentDate: undefined } }, 'status'],
    [{ consentDate: new Date(Number.NaN) }, {}, 'consentDate'],
    [{ consentDate: new Date('2026-11-01T10:00:00+03:00') }, {}, 'consentDate'],
    [{ consentDate: new Date('2026-11-22T10:00:00+03:00') }, {}, 'consentDate'],
    [{ status: 'RET' }, { known: { status: 'ONAY', consentDate: sound.consentDate } }, 'consentDate'],
  ])('returns the field of the finding in %j', (changes, context, field) => {
    const { errors, warnings } = reviewConsent({ ...sound, ...changes }, { now, ...context });
    expect([...errors, ...warnings].map((finding) => finding.field)).toEqual([field]);
  });

  it('accepts the first time of the registry, and the current second', () => {
    const beginning = new Date('2015-05-01T00:00:00+03:00');
    expect(codes({ consentDate: beginning })).toEqual(['error too-old']);
    expect(codes({ consentDate: now })).toEqual([]);
  });

  it('compares with the known record by whole seconds', () => {
    const known = { status: 'ONAY', consentDate: new Date('2026-11-20T09:15:41.999+03:00') } as const;
    expect(codes({ status: 'RET' }, { known })).toEqual([]);
    const sameSecond = { status: 'ONAY', consentDate: new Date('2026-11-20T09:15:42.000+03:00') } as const;
    const later = new Date('2026-11-20T09:15:42.999+03:00');
    expect(codes({ status: 'RET', consentDate: later }, { known: sameSecond })).toEqual([
      'warning not-newer',
    ]);
  });

  it('refuses a ruling as a first record, and warns when the records are not known', () => {
    const ruling = { source: 'HS_KARAR', status: 'ONAY' };
    expect(codes(ruling, { known: 'none' })).toEqual(['error ruling-without-record']);
    expect(codes(ruling)).toEqual(['warning ruling-unverified']);
    expect(codes(ruling, { known: { status: 'RET', consentDate: undefined } })).toEqual([]);
  });

  it('warns about violations of rules of the registry', () => {
    const earlier = new Date('2026-11-19T09:00:00+03:00');
    expect(codes({ status: 'RET' }, { known: 'none' })).toEqual(['warning first-is-refusal']);
    expect(codes({}, { known: { status: 'ONAY', consentDate: earlier } })).toEqual([
      'warning repeated-status',
    ]);
    expect(codes({ status: 'RET' }, { known: { status: 'ONAY', consentDate: earlier } })).toEqual([]);
    expect(codes({ status: 'RET' }, { known: { status: 'ONAY', consentDate: sound.consentDate } })).toEqual([
      'warning not-newer',
    ]);
  });

  it('has a text in both languages for every finding', () => {
    for (const texts of Object.values(CONSENT_FINDING_TEXTS)) {
      expect(texts.tr.length).toBeGreaterThan(10);
      expect(texts.en.length).toBeGreaterThan(10);
    }
  });
});

describe('the vocabulary', () => {
  it('contains the twelve sources that can be registered', () => {
    expect(CONSENT_SOURCES).toHaveLength(12);
    expect(CONSENT_SOURCES.every(({ value }) => isConsentSource(value) && value.startsWith('HS_'))).toBe(
      true,
    );
    expect(isConsentSource('IYS_WEB')).toBe(false);
  });
});
