import { describe, expect, it } from '@jest/globals';
import { SenderNotApprovedError } from './sender-not-approved.error.js';

describe('a sender that is not approved', () => {
  it.each([
    ['ACME', ['SHOP', 'BANK'], 'The sender "ACME" is not approved. Approved senders: SHOP, BANK.'],
    ['sh op', ['SHOP'], 'The sender "sh op" is not approved. Write it as approved: "SHOP".'],
    ['ACME', [], 'The sender "ACME" is not approved. Approved senders: none.'],
    [undefined, ['SHOP'], 'No sender was named. Approved senders: SHOP.'],
  ])('%p, where %j are, is told with the fix', (sender, approved, message) => {
    expect(new SenderNotApprovedError(sender, approved).message).toBe(message);
  });

  it('is told in Turkish as well', () => {
    expect(new SenderNotApprovedError('ACME', []).hintTr).toBe('Onaylı başlıklar: yok.');
    expect(new SenderNotApprovedError('shop', ['SHOP']).hintTr).toBe('Onaylandığı gibi yazın: "SHOP".');
  });
});
