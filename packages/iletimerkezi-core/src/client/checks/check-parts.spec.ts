import { describe, expect, it } from '@jest/globals';
import { e164 } from '../../test-support/e164.js';
import { checkParsedConsentBatch, checkParsedConsentQuery } from './check-consents.js';
import { checkOrderHead, checkParsedOrder, checkText, MAX_RECIPIENTS } from './check-order.js';

const head = { sender: 'BASLIK', kind: 'transactional' } as const;
const paths = (checked: { ok: true } | { ok: false; faults: readonly { path: string }[] }): string[] =>
  checked.ok ? [] : checked.faults.map(({ path }) => path);

describe('checkOrderHead', () => {
  it('accepts a head without a text and returns it', () => {
    expect(checkOrderHead(head)).toEqual({ ok: true, value: head });
  });

  it('returns the text as it is sent', () => {
    expect(checkOrderHead({ ...head, text: 's\u0327\r\n' })).toEqual({
      ok: true,
      value: { ...head, text: 'ş\n' },
    });
  });

  it('lists the faults of sender, time, kind and text together', () => {
    const wrong = JSON.parse('{"sender":"","kind":"commercial","sendAt":"tomorrow","text":"{ad}"}');
    expect(paths(checkOrderHead(wrong))).toEqual(['sender', 'sendAt', 'audience', 'text']);
  });
});

describe('checkText', () => {
  it('returns the text in NFC', () => {
    expect(checkText('s\u0327')).toEqual({ ok: true, value: 'ş' });
  });

  it('refuses an empty text', () => {
    expect(paths(checkText(' '))).toEqual(['text']);
  });
});

describe('checkParsedOrder', () => {
  const recipients = [e164('05301234567')];

  it('returns the order with the same numbers', () => {
    expect(checkParsedOrder({ ...head, text: 'a', recipients })).toEqual({
      ok: true,
      value: { ...head, text: 'a', recipients },
    });
  });

  it.each([
    ['no recipients', { ...head, text: 'a', recipients: [] }, ['recipients']],
    ['an empty text', { ...head, messages: [{ text: '', recipients }] }, ['messages[0].text']],
    [
      'too many recipients',
      { ...head, text: 'a', recipients: Array.from({ length: MAX_RECIPIENTS + 1 }, () => recipients).flat() },
      ['recipients'],
    ],
  ])('refuses %s', (_what, order, faults) => {
    expect(paths(checkParsedOrder(order))).toEqual(faults);
  });
});

describe('checkParsedConsentBatch and checkParsedConsentQuery', () => {
  const recipient = e164('05301234567');
  const about = { recipientType: 'BIREYSEL', channel: 'MESAJ' } as const;
  const record = { ...about, status: 'ONAY', source: 'HS_WEB', consentDate: new Date() } as const;

  it('return the recipients as they are given', () => {
    const batch = { brandCode: '1234', records: [{ ...record, recipient }] };
    expect(checkParsedConsentBatch(batch)).toEqual({ ok: true, value: batch });
    const query = { ...about, brandCode: '1234', recipient };
    expect(checkParsedConsentQuery(query)).toMatchObject({ ok: true, value: query });
  });

  it('refuse a recipient that the channel does not accept, and every other fault', () => {
    const email = { ...record, recipient, channel: 'EPOSTA' } as const;
    expect(paths(checkParsedConsentBatch({ brandCode: 'x', records: [email] }))).toEqual([
      'brandCode',
      'records[0].recipient',
    ]);
    const nothing = JSON.parse('{}');
    expect(paths(checkParsedConsentBatch(nothing))).toEqual(['brandCode', 'records']);
    expect(paths(checkParsedConsentQuery(nothing))).toEqual(['brandCode', 'recipientType', 'channel']);
  });
});
