import { describe, expect, it } from '@jest/globals';
import { ProviderError, type CallErrorCode } from 'iletimerkezi-core';
import { addMany, type AddManyProgress } from './add-many.js';

const refused = (code: CallErrorCode): ProviderError =>
  new ProviderError({ code, endpoint: 'add-blacklist' });

describe('addMany', () => {
  it('adds each number once, four at a time by default', async () => {
    const added: string[] = [];
    let inFlight = 0;
    let most = 0;
    const result = await addMany(['1', '2', '3', '4', '5', '6', '1'], async (number) => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      await new Promise((resolve) => setImmediate(resolve));
      added.push(number);
      inFlight -= 1;
    });
    expect(result).toEqual({ added: 6, failed: [], untried: [] });
    expect(added.toSorted()).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(most).toBe(4);
  });

  it('reports rejected numbers and continues with the others', async () => {
    const error = refused('invalid-input');
    const reported: AddManyProgress[] = [];
    const add = async (number: string): Promise<void> => {
      if (number === '2') throw error;
    };
    const options = { concurrency: 1, onProgress: (progress: AddManyProgress) => reported.push(progress) };
    expect(await addMany(['1', '2', '3'], add, options)).toEqual({
      added: 2,
      failed: [{ number: '2', error }],
      untried: [],
    });
    expect(reported).toEqual([
      { done: 1, failed: 0, total: 3 },
      { done: 1, failed: 1, total: 3 },
      { done: 2, failed: 1, total: 3 },
    ]);
  });

  it.each(['unauthorized', 'credentials-unavailable', 'aborted'] as const)(
    'stops after %s, which would occur for every further number',
    async (code) => {
      const error = refused(code);
      const add = async (): Promise<void> => {
        throw error;
      };
      expect(await addMany(['1', '2', '3'], add, { concurrency: 1 })).toEqual({
        added: 0,
        failed: [{ number: '1', error }],
        untried: ['2', '3'],
      });
    },
  );

  it('stops when the caller aborts it', async () => {
    const add = async (): Promise<void> => undefined;
    expect(await addMany(['1', '2'], add, { signal: AbortSignal.abort() })).toEqual({
      added: 0,
      failed: [],
      untried: ['1', '2'],
    });
  });

  it.each([Number.NaN, 0, -3, 0.5, 17, Infinity])('rejects a concurrency of %p', async (concurrency) => {
    const add = async (): Promise<void> => {
      throw new RangeError('not called');
    };
    await expect(addMany(['1', '2', '3'], add, { concurrency })).rejects.toMatchObject({
      faults: [{ path: 'concurrency' }],
    });
  });

  it('rejects a single string', async () => {
    await expect(addMany('5301234567', async () => undefined)).rejects.toMatchObject({
      faults: [{ path: 'numbers' }],
    });
  });

  it('rethrows an error that is not the provider’s', async () => {
    const add = async (): Promise<void> => {
      throw new RangeError('ours');
    };
    await expect(addMany(['1'], add)).rejects.toThrow(RangeError);
  });
});
