import { describe, expect, it } from '@jest/globals';
import { IletimerkeziClient, type ConsentBatch } from 'iletimerkezi-core';
import { CallObservers, type ProviderCall } from './call-observer.js';

describe('CallObservers', () => {
  it('observes the calls of an account’s client, including those with invalid input', async () => {
    const calls: ProviderCall[] = [];
    const observers = new CallObservers();
    const client = new IletimerkeziClient({
      credentials: { key: 'k', hash: 'h' },
      observe: observers.of('shop'),
    });
    observers.add({
      observe: (call, run) => {
        calls.push(call);
        return run();
      },
    });
    const nothing: ConsentBatch = JSON.parse('{}');
    await expect(client.registerConsents(nothing)).rejects.toMatchObject({ code: 'invalid-input' });
    expect(calls).toEqual([{ account: 'shop', operation: 'consents.register', recipients: 0 }]);
  });
});
