/// <reference types="node" />
import { describe, expect, it } from '@jest/globals';
import { inspect } from 'node:util';

import { ProviderError } from './call-errors.js';
import { isIletimerkeziError, redact } from './errors.js';
import { inputFault } from './fault-texts.js';
import { InputError, isInputError } from './input-error.js';

const error = new ProviderError({
  code: 'unauthorized',
  endpoint: 'send-sms',
  providerCode: 401,
  providerMessage: '+90 530 123 45 67 ve ali@example.com hatalı, sipariş 12323232',
  httpStatus: 200,
  cause: new Error('secret 5301234567'),
});

describe('an error', () => {
  it('describes what happened and what to do', () => {
    expect(error.message).toContain('send-sms was answered with 401. The provider refused the credentials. ');
    expect(error.message).toContain('In the panel check');
  });

  it('links to the section on its code', () => {
    expect(error.docUrl).toMatch(/^https:\/\/.*\/docs\/errors\.md#unauthorized$/);
  });

  // guarantee: G-080
  it('shows its fields to loggers and inspectors, but no number, address or cause', () => {
    for (const shown of [JSON.stringify(error), inspect(error), inspect({ nested: { error } })]) {
      expect(shown).toContain('unauthorized');
      expect(shown).toContain('not-applied');
      expect(shown).toContain('[number] ve [address] hatalı, sipariş 12323232');
      expect(shown).not.toMatch(/530|ali@|secret/);
    }
  });

  it('is recognized by its brand, also from another copy of the package', () => {
    const foreign = Object.defineProperty(new Error('x'), Symbol.for('iletimerkezi.error'), { value: true });
    expect([error, foreign].map(isIletimerkeziError)).toEqual([true, true]);
    expect([new Error('x'), null, 'x', {}].map(isIletimerkeziError)).toEqual([false, false, false, false]);
  });
});

describe('an input error', () => {
  const fault = (path: string) => inputFault(path, 'text-required');

  it('lists every fault and names the first three', () => {
    const input = new InputError([fault('a'), fault('b'), fault('c'), fault('d')], 'send-sms');
    expect(input.message).toBe(
      'The request was not sent. a: must be a text that is not empty; b: must be a text that is not empty; c: must be a text that is not empty (and 1 more, see faults). Correct the input at the paths named in faults.',
    );
    expect(input).toMatchObject({ code: 'invalid-input', outcome: 'not-applied', retryable: false });
    expect(JSON.parse(JSON.stringify(input))).toMatchObject({
      faults: [{ path: 'a' }, {}, {}, { path: 'd' }],
    });
  });

  it('is distinguished from other errors', () => {
    expect([new InputError([fault('a')]), error].map(isInputError)).toEqual([true, false]);
  });
});

describe('redaction', () => {
  it.each([
    ['0530 123 45 67', '[number]'],
    ['(+90) 530-123-45-67', '(+90) [number]'],
    ['12323232', '12323232'],
    ['code 451, 10 dakika', 'code 451, 10 dakika'],
  ])('turns %p into %p', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });
});
