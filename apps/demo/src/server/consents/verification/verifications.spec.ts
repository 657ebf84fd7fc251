import { describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { StorageError, type VerificationReport } from 'nest-iletimerkezi';
import { filter, firstValueFrom, map, Subject, toArray } from 'rxjs';
import type { VerificationRun } from '../../../shared/api/consents.js';
import { Verifications } from './verifications.js';

const REPORT: VerificationReport = {
  id: 'run-1',
  fireAt: undefined,
  state: 'running',
  reason: undefined,
  startedAt: new Date('2026-11-20T09:00:00Z'),
  endedAt: undefined,
  requests: 1,
  checked: 1,
  confirmed: 1,
  missing: 0,
  repeated: 0,
  changed: 0,
  failed: 0,
  left: undefined,
};

const isRun = (data: unknown): data is VerificationRun =>
  typeof data === 'object' && data !== null && 'state' in data;

describe('the events of verification runs', () => {
  it.each([
    ['an error of storage', new StorageError('network', { detail: 'gone' }), 'database-unreachable'],
    ['any other error', new TypeError('broken'), 'internal'],
  ])('end with a final one where %s ends the run', async (_what, error, reason) => {
    Logger.overrideLogger(false);
    const progress$ = new Subject<VerificationReport>();
    const outcome$ = new Subject<VerificationReport>();
    const verifications = new Verifications({
      registry: {
        progress$,
        verify: () => firstValueFrom(outcome$),
        verifications: async () => [REPORT],
      },
    });
    const runs = verifications.events().pipe(
      map(({ data }) => data),
      filter(isRun),
      toArray(),
    );
    const events = firstValueFrom(runs);

    const begun = verifications.start();
    progress$.next(REPORT);
    const { revision } = await begun;
    outcome$.error(error);
    // The rejection of the run is handled in a later microtask.
    await new Promise(setImmediate);
    progress$.complete();

    const seen = await events;
    expect(seen.map(({ state }) => state)).toEqual(['running', 'stopped']);
    expect(seen[1]).toMatchObject({ id: 'run-1', reason, checked: 1, endedAt: expect.any(String) });
    expect(seen[1]?.revision).toBeGreaterThan(revision);
  });
});
