import { execFileSync } from 'node:child_process';
import { afterAll, describe, expect, it } from '@jest/globals';
import { NEVER } from 'rxjs';
import { newId } from '../common/ids.js';
import { OutboxService } from '../outbox/outbox.service.js';
import { becomes } from '../test-support/becomes.js';
import { canMount, SpecDirectories } from '../test-support/directories.js';
import { NO_PROVIDER } from '../test-support/no-provider.js';
import { Storage } from './storage.js';

const directories = new SpecDirectories();
afterAll(() => directories.removeAll());

const numbers = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => `+90538${String(n).padStart(7, '0')}`);
const MESSAGE = { kind: 'transactional' as const, text: 'Yarın kapalıyız' };

// Mounting a file system that fills up requires root and an environment that allows it.
(canMount ? describe : describe.skip)('a disk that fills up during enqueuing (root may mount)', () => {
  // guarantee: G-093
  it('rejects what cannot be stored, and keeps everything acknowledged once disk space is available', async () => {
    const dir = directories.mount(90);
    const log = { log: () => undefined, warn: () => undefined, error: () => undefined };
    const storage = await Storage.open({ dir }, log);
    const outbox = new OutboxService({
      account: { name: 'full', defaultSender: 'SHOP', characterMode: 'unicode' },
      storage: { kysely: storage.database.kysely, instance: newId(), events$: NEVER, provider: NO_PROVIDER },
    });
    const acknowledged: string[] = [];
    const fill = async (): Promise<never> => {
      for (;;) acknowledged.push((await outbox.enqueueMany(numbers(5_000), MESSAGE)).id);
    };
    await expect(fill()).rejects.toBeInstanceOf(Error);
    expect(acknowledged.length).toBeGreaterThan(0);

    execFileSync('mount', ['-o', 'remount,size=600m', dir]);
    const progress = async () => {
      try {
        const each = await Promise.all(acknowledged.map((id) => outbox.campaign(id).progress()));
        return each.map(({ recipients, queued }) => [recipients, queued]);
      } catch {
        return 'the server is restarting';
      }
    };
    await becomes(
      progress,
      acknowledged.map(() => [5_000, 5_000]),
    );
    await outbox.enqueue({ ...MESSAGE, recipients: numbers(1) });
    expect(await outbox.backlog()).toMatchObject({ waiting: acknowledged.length + 1 });
    await storage.close();
  });
});
