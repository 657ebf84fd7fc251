import { describe, expect, it } from '@jest/globals';
import type { IletimerkeziOptions } from './iletimerkezi.options.js';
import { contentRules } from './content.options.js';
import { IletimerkeziOptionsError, validateOptions } from './validate-options.js';

const secrets = ['a secret of this spec, which is long enough'];
const optOut = { url: 'https://ornek.com/r', secrets };
const brand = { title: 'Örnek', identity: { mersis: '0123456789012345' }, contact: { phone: '08501234567' } };

function faultsOf(options: unknown): string[] {
  try {
    const account = { credentials: { key: 'k', hash: 'h' }, baseUrl: 'http://127.0.0.1:4000' };
    validateOptions('default', { ...account, ...Object(options) } as IletimerkeziOptions);
    return [];
  } catch (error) {
    if (error instanceof IletimerkeziOptionsError)
      return error.faults.map(({ path, code }) => `${path}: ${code}`);
    throw error;
  }
}

describe('brand and optOut', () => {
  it.each([
    ['no brand', {}],
    ['a keyword', { brand: { ...brand, optOut: { keyword: 'RET', number: '4050' } } }],
    ['the link of the account', { brand, optOut }],
    ['the same link', { brand: { ...brand, optOut: { link: optOut.url } }, optOut }],
    ['links without a brand', { optOut }],
  ])('accept %s', (_what, options) => {
    expect(faultsOf(options)).toEqual([]);
  });

  it.each<[what: string, options: unknown, faults: string[]]>([
    ['a brand without a way to refuse', { brand }, ['brand.optOut: brand-without-opt-out']],
    [
      'a link without secrets',
      { brand: { ...brand, optOut: { link: optOut.url } } },
      ['optOut: brand-link-without-secrets'],
    ],
    [
      'another link than the account’s',
      { brand: { ...brand, optOut: { link: 'ornek.com/x' } }, optOut },
      ['optOut: brand-link-without-secrets'],
    ],
    [
      'a link without a contact',
      { brand: { ...brand, contact: undefined }, optOut },
      ['brand.contact: brand-contact-missing'],
    ],
    [
      'an invalid profile',
      { brand: { title: '', identity: { mersis: '1' }, optOut: { phone: '1' } } },
      [
        'brand.title: brand-invalid',
        'brand.identity.mersis: brand-invalid',
        'brand.optOut.phone: brand-invalid',
      ],
    ],
    [
      'a short secret',
      { optOut: { ...optOut, secrets: ['short'] } },
      ['optOut.secrets: opt-out-secrets-invalid'],
    ],
    ['no secrets', { optOut: { url: optOut.url } }, ['optOut.secrets: opt-out-secrets-invalid']],
    [
      'a URL with a query',
      { optOut: { ...optOut, url: 'https://ornek.com/r?a' } },
      ['optOut.url: opt-out-url-invalid'],
    ],
  ])('refuse %s', (_what, options, faults) => {
    expect(faultsOf(options).map((fault) => fault.replace(/ \(ILETIMERKEZI_\w+\)/, ''))).toEqual(faults);
  });

  it('give the footer the link of the account', () => {
    expect(contentRules({ brand, optOut })).toMatchObject({
      brand: { optOut: { link: optOut.url } },
      optOutUrl: optOut.url,
    });
  });
});
