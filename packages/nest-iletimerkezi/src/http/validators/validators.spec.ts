import { afterEach, describe, expect, it } from '@jest/globals';
import { validateSync } from 'class-validator';
import { setMessageLanguage } from './fault-validator.js';
import {
  IsBrandCode,
  IsConsentDate,
  IsConsentRecipient,
  IsSenderId,
  IsSmsRecipient,
  IsSmsText,
  IsTurkishMobile,
} from './validators.js';

/** Returns the messages of a decorator for a value. */
function messages(decorator: PropertyDecorator, value: unknown): string[] {
  class Form {
    field: unknown = value;
  }
  decorator(Form.prototype, 'field');
  return validateSync(new Form()).flatMap(({ constraints }) => Object.values(constraints ?? {}));
}

const HOUR = 3_600_000;

const RULES: [string, PropertyDecorator, unknown[], unknown[]][] = [
  [
    'IsTurkishMobile',
    IsTurkishMobile(),
    ['+905301234567', '0530 123 45 67'],
    ['+4915112345678', '12', null, 5],
  ],
  ['IsSmsRecipient', IsSmsRecipient(), ['5301234567'], ['+4915112345678', '', undefined]],
  ['IsSmsRecipient abroad', IsSmsRecipient({ abroad: true }), ['+4915112345678'], ['+49', 'abc']],
  ['IsSenderId', IsSenderId(), ['SHOP', 'MY SHOP'], ['ŞİRKET', 'TWELVE CHARS', ' SHOP', '', 7]],
  ['IsSmsText', IsSmsText(), ['Merhaba', 'a'.repeat(1_000)], ['', '  ', 'a'.repeat(1_100), {}]],
  ['IsSmsText maxParts', IsSmsText({ maxParts: 1 }), ['a'.repeat(155)], ['a'.repeat(156)]],
  [
    'IsSmsText characterMode',
    IsSmsText({ characterMode: 'unicode', maxParts: 1 }),
    ['😀'],
    ['😀'.repeat(33)],
  ],
  [
    'IsConsentDate',
    IsConsentDate(),
    [new Date(Date.now() - HOUR)],
    [new Date(Date.now() - 80 * HOUR), '2027-01-01', null],
  ],
  ['IsBrandCode', IsBrandCode(), ['1234', 1234], ['12a4', '', null]],
];

describe.each(RULES)('@%s', (_name, decorator, good, bad) => {
  it('accepts the values that a send accepts', () => {
    for (const value of good) expect(messages(decorator, value)).toEqual([]);
  });

  it('rejects other values with one message', () => {
    for (const value of bad)
      expect(messages(decorator, value)).toEqual([expect.stringMatching(/^field: \S/)]);
  });
});

describe('Messages', () => {
  afterEach(() => setMessageLanguage('en'));

  it('are Turkish if the decorator or the process is set to it', () => {
    expect(messages(IsTurkishMobile({ language: 'tr' }), '')).toEqual(['field: numara boş']);
    expect(messages(IsTurkishMobile(), '')).toEqual(['field: the number is empty']);
    setMessageLanguage('tr');
    expect(messages(IsSmsText({ maxParts: 1 }), 'a'.repeat(156))).toEqual([
      'field: metin 1 parçaya sığmıyor; kısaltın',
    ]);
  });

  it('name the first invalid entry of a list, and never the value', () => {
    expect(messages(IsSmsRecipient({ each: true }), ['5301234567', '02121234567'])).toEqual([
      'field[1]: a landline cannot receive SMS',
    ]);
  });

  it('are replaced by a custom message', () => {
    expect(messages(IsSenderId({ message: 'own words' }), 'ŞŞ')).toEqual(['own words']);
  });
});

describe('@IsConsentRecipient', () => {
  class Consent {
    @IsConsentRecipient()
    recipient: string;

    constructor(
      recipient: string,
      readonly channel: string,
    ) {
      this.recipient = recipient;
    }
  }
  const faults = (recipient: string, channel: string) => validateSync(new Consent(recipient, channel)).length;

  it('requires an e-mail address for EPOSTA and a number otherwise', () => {
    expect(faults('ayse@example.com', 'EPOSTA')).toBe(0);
    expect(faults('+905301234567', 'MESAJ')).toBe(0);
    expect(faults('+905301234567', 'EPOSTA')).toBe(1);
    expect(faults('ayse@example.com', 'ARAMA')).toBe(1);
  });
});
