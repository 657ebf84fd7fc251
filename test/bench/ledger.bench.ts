/** The consent ledger at a million records, on the embedded PostgreSQL with its durability on. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Test } from '@nestjs/testing';
import { ConsentsService, IletimerkeziModule, OutboxService, type ConsentEntry } from 'nest-iletimerkezi';
import { consentOf, secondsAgo } from '../support/consents.ts';
import { BareTable } from './references.ts';
import { defineBench, residentMb, row, summarise, type Measured } from './harness.ts';

const MILLION = 1_000_000;
const CALL = 20_000;
const ORDER = 50_000;
const BARE_ROWS = 'inserting bare rows';
const BARE_READ = 'reading a bare row';
const BARE_READS = 'reading 50,000 bare rows';

const numberOf = (index: number): string => `+90530${String(index).padStart(7, '0')}`;

function entries(from: number, count: number): ConsentEntry[] {
  const consentDate = secondsAgo(60);
  const evidence = {
    text: 'Kampanyalardan SMS ile haberdar olmak istiyorum.',
    locale: 'tr-TR',
    form: 'kayit',
  };
  return Array.from({ length: count }, (_, index) => ({
    ...consentOf(numberOf(from + index), consentDate),
    evidence,
  }));
}

const single = (value: number): Measured => summarise([value]);

export default defineBench('ledger', async () => {
  // Below the system's directory for temporary files: the server's own user has to reach it.
  const dir = await mkdtemp(join(tmpdir(), 'ledger-bench-'));
  const app = await Test.createTestingModule({
    imports: [
      IletimerkeziModule.forRoot({
        credentials: { key: 'bench', hash: 'bench' },
        baseUrl: 'http://127.0.0.1:9',
        brandCode: '1234',
        defaultSender: 'BENCH',
        storage: { dir },
        outbox: { run: false },
      }),
    ],
  }).compile();
  app.useLogger(false);
  try {
    await app.init();
    const consents = app.get(ConsentsService);
    const before = residentMb();
    let peak = before;
    const rates: number[] = [];
    const bareRates: number[] = [];
    const table = await BareTable.open(dir);
    for (let from = 0; from < MILLION; from += CALL) {
      const batch = entries(from, CALL);
      const start = performance.now();
      const { recorded } = await consents.recordMany(batch);
      rates.push((recorded.length * 1000) / (performance.now() - start));
      peak = Math.max(peak, process.memoryUsage.rss() / 1024 / 1024);
      bareRates.push((CALL * 1000) / (await table.insert(CALL)));
    }
    const read = { [BARE_READ]: await table.reads(5_000) };
    const readMany = { [BARE_READS]: await table.readMany(ORDER, 5) };
    await table.close();

    const lookups: number[] = [];
    for (let count = 0; count < 5_000; count += 1) {
      const recipient = numberOf((count * 7919) % MILLION);
      const start = performance.now();
      const found = await consents.current({ recipient, recipientType: 'BIREYSEL', channel: 'MESAJ' });
      if (found?.status !== 'ONAY') throw new Error('a record is missing');
      lookups.push(performance.now() - start);
    }

    const guards: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const numbers = entries(round * 150_000, ORDER).map(({ recipient }) => recipient);
      const start = performance.now();
      const states = await consents.currentMany(numbers, { recipientType: 'BIREYSEL', channel: 'MESAJ' });
      if (states.size !== ORDER) throw new Error('a state is missing');
      guards.push(performance.now() - start);
    }

    const judged: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const numbers = entries(round * 150_000, ORDER).map(({ recipient }) => recipient);
      const start = performance.now();
      const { granted } = await consents.preview(numbers, 'BIREYSEL');
      if (granted.size !== ORDER) throw new Error('a consent is missing');
      judged.push(performance.now() - start);
    }

    const outbox = app.get(OutboxService);
    const enqueue = async (
      kind: { kind: 'transactional' } | { kind: 'commercial'; audience: 'BIREYSEL' },
      round: number,
    ): Promise<number> => {
      const numbers = entries(round * 150_000, ORDER).map(({ recipient }) => recipient);
      const start = performance.now();
      const campaign = await outbox.enqueueMany(numbers, { ...kind, text: 'Yarın başlıyor' });
      const took = performance.now() - start;
      const { recipients, checking, withheld } = await campaign.progress();
      if (recipients !== ORDER || checking + withheld > 0) throw new Error('a recipient was judged wrongly');
      return took;
    };
    const added: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const plain = await enqueue({ kind: 'transactional' }, round);
      added.push((await enqueue({ kind: 'commercial', audience: 'BIREYSEL' }, round)) - plain);
    }

    const start = performance.now();
    const report = await consents.verifyChain();
    if (!report.valid || report.records !== MILLION) throw new Error('the chain is broken');
    const verified = (MILLION * 1000) / (performance.now() - start);

    return [
      row({
        case: 'append, queued for registration, chain included',
        unit: 'records/s',
        ours: summarise(rates),
        peers: { [BARE_ROWS]: summarise(bareRates) },
        bar: { peers: { [BARE_ROWS]: 0.045 } },
        higherIsBetter: true,
      }),
      row({
        case: 'current state of one recipient at 1,000,000',
        unit: 'ms',
        ours: summarise(lookups),
        peers: read,
        bar: { peers: { [BARE_READ]: 1 / 5 } },
        higherIsBetter: false,
      }),
      row({
        case: 'current states of 50,000 recipients at 1,000,000',
        unit: 'ms',
        ours: summarise(guards),
        peers: readMany,
        bar: { peers: { [BARE_READS]: 1 / 5 } },
        higherIsBetter: false,
      }),
      row({
        case: 'a commercial order of 50,000 judged before it is sent directly',
        unit: 'ms',
        ours: summarise(judged),
        peers: readMany,
        bar: { peers: { [BARE_READS]: 1 / 8 } },
        higherIsBetter: false,
      }),
      row({
        case: 'what the guard adds to enqueuing an order of 50,000',
        unit: 'ms',
        ours: summarise(added),
        peers: readMany,
        bar: { peers: { [BARE_READS]: 1 / 8 } },
        higherIsBetter: false,
      }),
      row({ case: 'verifyChain', unit: 'records/s', ours: single(verified), bar: {}, higherIsBetter: true }),
      row({
        case: 'memory above the start while 1,000,000 are appended',
        unit: 'MB',
        ours: single(peak - before),
        bar: {},
        higherIsBetter: false,
      }),
    ];
  } finally {
    await app.close();
    await rm(dir, { recursive: true, force: true });
  }
});
