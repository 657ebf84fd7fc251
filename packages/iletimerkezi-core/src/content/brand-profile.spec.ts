import { describe, expect, it } from '@jest/globals';
import { parseBrandProfile } from './brand-profile.js';

const profile = {
  title: 'Örnek Giyim A.Ş.',
  identity: { mersis: '0123456789012345' },
  optOut: { keyword: 'RET', number: '4050' },
};

const faultsOf = (given: unknown): string[] => {
  const parsed = parseBrandProfile(given);
  return parsed.ok ? [] : parsed.faults.map(({ path, code }) => `${path}: ${code}`);
};

describe('parseBrandProfile', () => {
  it('returns digits without what is written between them', () => {
    const parsed = parseBrandProfile({
      ...profile,
      title: '  Örnek  Giyim A.Ş. ',
      identity: { mersis: '0123 4567 8901 2345' },
      contact: { phone: '0850 123 45 67' },
      optOut: { link: 'https://ornek.com/r/' },
    });
    expect(parsed).toEqual({
      ok: true,
      value: {
        ...profile,
        contact: { phone: '08501234567' },
        optOut: { link: 'https://ornek.com/r' },
        locale: 'tr',
        footer: 'append',
      },
    });
  });

  it('accepts the profile that it returns', () => {
    const parsed = parseBrandProfile({ ...profile, locale: 'en', checks: { contact: false } });
    expect(parsed.ok && parseBrandProfile(parsed.value)).toEqual(parsed);
  });

  it.each([
    ['a tax number', '8760052205'],
    ['a T.C. identity number', '10000000146'],
  ])('accepts a tradesperson with %s', (_what, idNumber) => {
    expect(faultsOf({ ...profile, identity: { name: 'Ayşe Yılmaz', idNumber } })).toEqual([]);
  });

  it.each<[what: string, given: unknown, faults: string[]]>([
    ['no object', 'Örnek', [': brand-required']],
    ['a list', [], [': brand-required']],
    [
      'an empty object',
      {},
      ['title: text-required', 'identity: brand-identity-required', 'optOut: brand-opt-out-required'],
    ],
    ['an unknown field', { ...profile, mersis: '1' }, ['mersis: not-listed']],
    [
      'a MERSİS number of 15 digits',
      { ...profile, identity: { mersis: '012345678901234' } },
      ['identity.mersis: brand-mersis'],
    ],
    [
      'a tax number with a wrong digit',
      { ...profile, identity: { name: 'Ayşe Yılmaz', idNumber: '8760052206' } },
      ['identity.idNumber: brand-id-number'],
    ],
    [
      'an identity number with two digits exchanged',
      { ...profile, identity: { name: 'Ayşe Yılmaz', idNumber: '10000000164' } },
      ['identity.idNumber: brand-id-number'],
    ],
    [
      'a tradesperson without a name',
      { ...profile, identity: { idNumber: '8760052205' } },
      ['identity.name: text-required'],
    ],
    [
      'a link to refuse without a contact',
      { ...profile, optOut: { link: 'ornek.com/r' } },
      ['contact: brand-contact-required'],
    ],
    [
      'a link with a query',
      { ...profile, contact: { phone: '08501234567' }, optOut: { link: 'https://ornek.com/r?x' } },
      ['optOut.link: brand-opt-out-link'],
    ],
    [
      'a link without TLS',
      { ...profile, contact: { phone: '08501234567' }, optOut: { link: 'http://ornek.com/r' } },
      ['optOut.link: brand-opt-out-link'],
    ],
    [
      'an invalid e-mail address',
      { ...profile, contact: { email: 'bilgi@ornek' } },
      ['contact: brand-contact-required'],
    ],
    [
      'a keyword of two words',
      { ...profile, optOut: { keyword: 'RET SMS', number: '4050' } },
      ['optOut.keyword: brand-keyword'],
    ],
    [
      'a keyword without a number',
      { ...profile, optOut: { keyword: 'RET' } },
      ['optOut.number: brand-number'],
    ],
    ['another language', { ...profile, locale: 'de' }, ['locale: not-listed']],
    ['another treatment of footers', { ...profile, footer: 'none' }, ['footer: not-listed']],
    ['an unknown check', { ...profile, checks: { name: false } }, ['checks.name: not-listed']],
    [
      'a check that is not boolean',
      { ...profile, checks: { contact: 'off' } },
      ['checks.contact: not-listed'],
    ],
  ])('lists the faults of %s', (_what, given, faults) => {
    expect(faultsOf(given)).toEqual(faults);
  });
});
