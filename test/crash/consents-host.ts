/**
 * A host that is killed while it loads consents: it imports a list of permissions into the ledger batch by
 * batch, records single ones between them, and registers them.
 *
 * Arguments: directory of the data, address of the emulator, permissions in all, number of this life (or `finish`).
 * Lines on stdout: `ready`, `loaded ROWS` for each batch that is committed, `recorded N` for each single record, and
 * when finished the report as JSON.
 */
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConsentsService, type ImportRecord } from 'nest-iletimerkezi';
import { consentOf, secondsAgo } from '../support/consents.ts';
import { openHost } from '../support/nest-host.ts';
import { LEDGER_FILE, loadedRecipient, singleRecipient, type ConsentsReport } from './consents-numbers.ts';

const [dir = '', baseUrl = '', total = '', life = ''] = process.argv.slice(2);
const BATCH = 500;

const app = await openHost({
  dir,
  baseUrl,
  timeouts: { connectMs: 1_000, responseMs: 5_000 },
  outbox: { leaseMs: 1_000 },
});
const consents = app.get(ConsentsService);
console.log('ready');
await (life === 'finish' ? finish() : load(Number(life)));

function consent(recipient: string): ImportRecord {
  return consentOf(recipient, secondsAgo(1));
}

/** As slow as a host's own database may be, so that kills fall into the middle. */
async function* permissions(from: number): AsyncGenerator<ImportRecord> {
  for (let row = from; row < Number(total); row += 1) {
    if (row % 100 === 0) await sleep(10);
    yield consent(loadedRecipient(row));
  }
}

async function load(number: number): Promise<void> {
  let single = 0;
  for (;;) {
    try {
      const batches = consents.import.batches('load', ({ rows }) => permissions(rows), { batchSize: BATCH });
      for await (const { totals } of batches) {
        console.log(`loaded ${totals.read}`);
        await consents.record(consent(singleRecipient(number, single)));
        console.log(`recorded ${number} ${single}`);
        single += 1;
      }
      return;
    } catch {
      // The database may be the one that was killed.
      single += 1;
      await sleep(20);
    }
  }
}

/** Completes the load, waits until no registration is in flight, and prints the report. */
async function finish(): Promise<void> {
  await consents.import.run('load', ({ rows }) => permissions(rows), { batchSize: BATCH });
  while ((await consents.registry.backlog()).waiting > 0) await sleep(100);
  await pipeline(
    consents.exportRange({ from: new Date(0), to: new Date(Date.now() + 60_000) }),
    createWriteStream(join(dir, LEDGER_FILE)),
  );
  const report: ConsentsReport = {
    chain: await consents.verifyChain(),
    sync: (await consents.import.status('load'))?.totals,
  };
  console.log(JSON.stringify(report));
  await app.close();
}
