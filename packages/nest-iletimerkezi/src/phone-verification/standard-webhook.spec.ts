import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { isSignedWith, webhookKeyOf } from './standard-webhook.js';

const SECRET = `v1,whsec_${Buffer.from('a secret of this spec, long enough').toString('base64')}`;
const OTHER = `v1,whsec_${Buffer.from('another secret, also long enough').toString('base64')}`;
const NOW = new Date('2026-03-01T12:00:00Z');
const BODY = '{"sms":{"otp":"123456"}}';

const signatureWith = (secret: string, at = NOW, body = BODY): string =>
  new Webhook(secret.replace('v1,', '')).sign('id', at, body);

function isAccepted(
  {
    signature = signatureWith(SECRET),
    at = NOW,
    body = BODY,
    id = 'id',
  }: {
    signature?: string;
    at?: Date;
    body?: string;
    id?: string;
  } = {},
  secrets: readonly string[] = [SECRET],
): boolean {
  const keys = secrets.map(webhookKeyOf).filter((key) => key !== undefined);
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
  return isSignedWith(keys, { headers, body: Buffer.from(body), now: NOW.getTime() });
}

const secondsBefore = (seconds: number): Date => new Date(NOW.getTime() - seconds * 1_000);

describe('isSignedWith', () => {
  it('accepts a signature of the package standardwebhooks', () => {
    expect(isAccepted()).toBe(true);
  });

  it.each([
    ['another secret', { signature: signatureWith(OTHER) }],
    ['another body', { body: BODY.replace('1', '2') }],
    ['another id', { id: 'other' }],
    ['another time', { at: secondsBefore(1) }],
    ['another version', { signature: signatureWith(SECRET).replace('v1,', 'v1a,') }],
    ['no signature', { signature: '' }],
    ['an empty signature', { signature: 'v1,' }],
  ])('refuses %s', (_what, given) => {
    expect(isAccepted(given)).toBe(false);
  });

  it('accepts one of several signatures, separated by spaces or as Supabase separates them', () => {
    const [wrong, right] = [signatureWith(OTHER), signatureWith(SECRET)];
    for (const signature of [
      `${wrong} ${right}`,
      `${right} ${wrong}`,
      `${wrong}, ${right}`,
      `v1a,x ${right}`,
    ])
      expect(isAccepted({ signature })).toBe(true);
  });

  it('accepts the old and the new secret while it is replaced', () => {
    expect(isAccepted({}, [OTHER, SECRET])).toBe(true);
    expect(isAccepted({ signature: signatureWith(OTHER) }, [OTHER, SECRET])).toBe(true);
    expect(isAccepted({ signature: signatureWith(OTHER) }, [SECRET])).toBe(false);
  });

  it.each([
    [300, true],
    [301, false],
    [-300, true],
    [-301, false],
  ])('judges a message of %d seconds ago: %s', (seconds, accepted) => {
    const at = secondsBefore(seconds);
    expect(isAccepted({ at, signature: signatureWith(SECRET, at) })).toBe(accepted);
  });

  it('refuses a request without the headers', () => {
    const keys = [webhookKeyOf(SECRET)].filter((key) => key !== undefined);
    expect(isSignedWith(keys, { headers: {}, body: Buffer.from(BODY), now: NOW.getTime() })).toBe(false);
  });
});

describe('webhookKeyOf', () => {
  it.each([
    undefined,
    '',
    'v1,whsec_',
    'whsec_c2hvcnQ=',
    'no secret',
    'v2,whsec_YSBzZWNyZXQgb2YgdGhpcyBzcGVj',
  ])('returns undefined for %j', (secret) => {
    expect(webhookKeyOf(secret)).toBeUndefined();
  });
});
