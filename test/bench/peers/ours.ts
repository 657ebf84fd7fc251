import pg from 'pg';
import { OutboxService } from 'nest-iletimerkezi';
import { pgTransaction } from 'nest-iletimerkezi/tx/pg';
import { openHost } from '../../support/nest-host.ts';
import type { CostMeter } from './costs.ts';
import { type Library, OURS, TEXT } from './queue.ts';
import { removeRateLimitWaits } from './remove-rate-limit-waits.ts';
import type { BenchServer } from './server.ts';

const A_DAY = 86_400_000;

export function ours(server: BenchServer, meter: CostMeter, baseUrl: string): Library {
  return {
    name: OURS,
    async open(worker) {
      const app = await openHost({
        dir: server.url,
        baseUrl,
        // The provider of this bench has no reports.
        outbox: { run: worker, pollAfterMs: [A_DAY] },
        logger: ['error', 'warn'],
      });
      const outbox = app.get(OutboxService);
      const message = (to: string) => ({ kind: 'transactional' as const, text: TEXT, recipients: [to] });
      return {
        enqueue: (to) => outbox.enqueue(message(to)),
        enqueueMany: (to) => outbox.enqueueMany(to, { kind: 'transactional', text: TEXT }),
        async enqueueSingles(to) {
          const client = new pg.Client(server.address);
          await client.connect();
          await client.query('begin');
          for (const one of to) await outbox.enqueue(message(one), { tx: pgTransaction(client) });
          await client.query('commit');
          await client.end();
        },
        async remaining() {
          const [row] = await meter.ask(`select count(*)::integer as n from iletimerkezi.orders
            where state in ('checking', 'pending', 'claimed', 'submitting')`);
          return Number(row?.['n']);
        },
        removeRateLimit: () => removeRateLimitWaits(app),
        async close() {
          await app.close();
          // Neither the messages of a case without a worker nor its use of the rate limit may affect the next.
          await meter.ask(
            'truncate iletimerkezi.campaigns, iletimerkezi.recipients, iletimerkezi.rate_limits cascade',
          );
        },
      };
    },
  };
}
