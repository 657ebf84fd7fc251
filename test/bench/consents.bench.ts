/**
 * A million permissions of a host's users: brought into the ledger, registered, and verified by sample, on the embedded
 * PostgreSQL with its durability on. The emulator is a process of its own, and shares the machine's cores with host
 * and database.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ScheduleModule } from '@nestjs/schedule';
import { Test } from '@nestjs/testing';
import { ConsentsService, IletimerkeziModule, type ImportRecord } from 'nest-iletimerkezi';
import { consentOf, secondsAgo } from '../support/consents.ts';
import { startEmulatorProcess } from './emulator-process.ts';
import { defineBench, QUICK, residentMb, row, summarise } from './harness.ts';
import { MemoryWatch } from './memory-watch.ts';

const PERMISSIONS = QUICK ? 20_000 : 1_000_000;
const UNCHANGED = PERMISSIONS / 5;
const SAMPLE = QUICK ? 500 : 5_000;
/** Maximum checks per second of one account; the default is 20. */
const CHECKS_PER_SECOND = 1_000;

export default defineBench('consents', async () => {
  // Below the system's directory for temporary files: the server's own user has to reach it.
  const dir = mkdtempSync(join(tmpdir(), 'consents-bench-'));
  const { child, url } = await startEmulatorProcess();
  const app = await Test.createTestingModule({
    imports: [
      ScheduleModule.forRoot(),
      IletimerkeziModule.forRoot({
        credentials: { key: 'emulator', hash: 'emulator' },
        baseUrl: url,
        brandCode: '1234',
        storage: { dir },
        consents: { checksPerSecond: CHECKS_PER_SECOND },
        verification: { registrationGracePeriodMs: 0 },
      }),
    ],
  }).compile();
  app.useLogger(false);
  try {
    await app.init();
    const { import: imports, registry } = app.get(ConsentsService);
    const before = residentMb();
    const watch = new MemoryWatch();
    const consentDate = secondsAgo(60);
    const start = performance.now();
    const first = await imports.run('users', permissions(PERMISSIONS, consentDate));
    const loaded = performance.now() - start;
    if (first.totals.queued !== PERMISSIONS) throw new Error('a permission was not recorded');
    // Counting a million rows is work for the same database.
    while (((await registry.counts()).get('sent') ?? 0) < PERMISSIONS) await sleep(3_000);
    const registered = performance.now() - start;
    const grown = watch.stop() - before;

    const second = performance.now();
    const night = await imports.run('users', permissions(UNCHANGED, consentDate));
    const unchanged = performance.now() - second;
    if (night.totals.unchanged !== UNCHANGED) throw new Error('an unchanged permission was recorded');

    const third = performance.now();
    const { confirmed } = await registry.verify({ budget: SAMPLE });
    const verified = performance.now() - third;
    if (confirmed !== SAMPLE) throw new Error(`of ${SAMPLE} records ${confirmed} were confirmed`);

    const rate = (rows: number, ms: number) => summarise([(rows * 1_000) / ms]);
    return [
      row({
        case: `${count(PERMISSIONS)} permissions synced while they are registered`,
        unit: 'records/s',
        ours: rate(PERMISSIONS, loaded),
        bar: {},
        higherIsBetter: true,
      }),
      row({
        case: `${count(PERMISSIONS)} permissions synced and registered`,
        unit: 'records/s',
        ours: rate(PERMISSIONS, registered),
        bar: {},
        higherIsBetter: true,
      }),
      row({
        case: 'memory above the start meanwhile, most',
        unit: 'MB',
        ours: summarise([grown]),
        // The heap after a collection stays within 10 MB; the collector keeps the rest.
        bar: { max: 300 },
        higherIsBetter: false,
      }),
      row({
        case: `${count(UNCHANGED)} permissions synced again, nothing changed`,
        unit: 'records/s',
        ours: rate(UNCHANGED, unchanged),
        bar: {},
        higherIsBetter: true,
      }),
      row({
        case: `${count(SAMPLE)} of ${count(PERMISSIONS)} verified, at ${CHECKS_PER_SECOND} a second at most`,
        unit: 'records/s',
        ours: rate(SAMPLE, verified),
        bar: {},
        higherIsBetter: true,
      }),
    ];
  } finally {
    await app.close();
    child.kill('SIGTERM');
    rmSync(dir, { recursive: true, force: true });
  }
});

const count = (rows: number): string => rows.toLocaleString('en');

function* permissions(rows: number, consentDate: Date): Generator<ImportRecord> {
  for (let index = 0; index < rows; index += 1) {
    yield consentOf(`+90530${String(index).padStart(7, '0')}`, consentDate);
  }
}
