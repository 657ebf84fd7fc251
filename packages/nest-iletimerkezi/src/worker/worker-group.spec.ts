// starts: PostgreSQL
import { afterEach, expect, it } from '@jest/globals';
import { becomes } from '../test-support/becomes.js';
import { MigratedDatabase } from '../test-support/database.js';
import { WorkerGroup } from './worker-group.js';
import { Worker } from './worker.js';

let database: MigratedDatabase | undefined;
afterEach(async () => {
  await database?.close();
  database = undefined;
});

it('reports no errors and stops polling after the database was closed at the end of the drain', async () => {
  database = await MigratedDatabase.open();
  const warnings: string[] = [];
  const group = new WorkerGroup(database, { log: () => undefined, warn: (line) => warnings.push(line) });
  let isRunning = false;
  group.add(
    new Worker({
      name: 'endless',
      claim: () => Promise.resolve(isRunning ? [] : ['item']),
      run: () => {
        isRunning = true;
        return new Promise(() => undefined);
      },
      onError: group.onError,
    }),
  );
  await group.start();
  await becomes(() => isRunning, true);
  void group.drain();
  await group.endLease();
  await database.close();
  database = undefined;
  const poll = () => group.status.workers.find(({ name }) => name === 'poll');
  await becomes(() => poll()?.state, 'stopped');
  group.onError(new Error('driver has already been destroyed'), 'poll');
  expect(warnings).toEqual([]);
});
