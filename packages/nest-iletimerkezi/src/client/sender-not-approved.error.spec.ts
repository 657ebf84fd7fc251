import { describe, expect, it } from '@jest/globals';
import { describeError } from 'iletimerkezi-core';
import { SenderNotApprovedError } from './sender-not-approved.error.js';

describe('SenderNotApprovedError', () => {
  it.each([
    [
      'ACME',
      ['SHOP', 'BANK'],
      'The sender "ACME" is not approved. Write it exactly as approved: SHOP, BANK.',
    ],
    ['sh op', ['SHOP', 'BANK'], 'The sender "sh op" is not approved. Write it exactly as approved: SHOP.'],
    ['ACME', [], 'The sender "ACME" is not approved. Write it exactly as approved: –.'],
    [undefined, ['SHOP'], 'The sender "–" is not approved. Write it exactly as approved: SHOP.'],
  ])('%p with the approved senders %j is reported with the fix', (sender, approved, message) => {
    expect(new SenderNotApprovedError(sender, approved).message).toBe(message);
  });

  it('has a Turkish message', () => {
    expect(describeError(new SenderNotApprovedError('shop', ['SHOP']), 'tr')).toContain(
      '“shop” onaylı bir başlık değil. Onaylandığı gibi yazın: SHOP.',
    );
  });
});
