import { describe, expect, it } from '@jest/globals';
import type { ConsentBatch, SmsOrder } from 'iletimerkezi-core';
import { CallObservers, type ProviderCall } from './call-observer.js';
import { countRecipients, ObservedClient } from './observed-client.js';

/** As a caller without types may give it. */
const untyped = <T>(json: string): T => JSON.parse(json);

describe('the recipients of an order', () => {
  it.each([
    ['{"text":"a","recipients":["1","2"]}', 2],
    ['{"messages":[{"text":"a","recipients":["1"]},{"text":"b","recipients":["2","3"]}]}', 3],
    ['{"messages":[{"text":"a"}]}', 0],
    ['{}', 0],
  ])('of %s are %i', (json, count) => {
    expect(countRecipients(untyped<SmsOrder>(json))).toBe(count);
  });
});

describe('a call that is refused for its input', () => {
  it('is observed all the same, with what it would have been about', async () => {
    const calls: ProviderCall[] = [];
    const observers = new CallObservers();
    observers.add({
      observe: (call, run) => {
        calls.push(call);
        return run();
      },
    });
    const client = new ObservedClient('shop', observers, { credentials: { key: 'k', hash: 'h' } });
    await expect(client.registerConsents(untyped<ConsentBatch>('{}'))).rejects.toMatchObject({
      code: 'invalid-input',
    });
    expect(calls).toEqual([{ account: 'shop', operation: 'consents.register', recipients: 0 }]);
  });
});
