/**
 * A batch of 5,000 consents that the registry refuses because some of them are invalid, without naming them:
 * the requests until they are found, everything through the module and counted by the emulator's journal.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Test } from '@nestjs/testing';
import { startEmulator, type Emulator } from 'iletimerkezi-emulator';
import { ConsentsService, IletimerkeziModule, type ConsentEntry } from 'nest-iletimerkezi';
import { randomFrom } from '../support/random.ts';
import { consentOf, secondsAgo } from '../support/consents.ts';
import { defineBench, type Measured, row, summarise } from './harness.ts';

const BATCH = 5_000;
const ROUNDS = 5;
const MANY = 10;

export default defineBench('refused', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'refused-bench-'));
  const emulator = await startEmulator();
  const app = await Test.createTestingModule({
    imports: [
      IletimerkeziModule.forRoot({
        credentials: { key: 'emulator', hash: 'emulator' },
        baseUrl: emulator.url,
        brandCode: '1234',
        storage: { dir },
      }),
    ],
  }).compile();
  app.useLogger(false);
  try {
    await app.init();
    const random = randomFrom(1);
    const one: number[] = [];
    const many: number[] = [];
    const batches = new Batches(app.get(ConsentsService), emulator);
    for (let round = 0; round < ROUNDS; round += 1) {
      one.push(await batches.requestsFor(placesAt(random, 1)));
      many.push(await batches.requestsFor(placesAt(random, MANY)));
    }
    const requests = { unit: 'requests', higherIsBetter: false };
    return [
      row({
        case: 'one bad record of 5,000 found, at random places',
        ours: summarise(one),
        peers: { [BOUND]: bound(1) },
        bar: { peers: { [BOUND]: 1 / 1.1 } },
        ...requests,
      }),
      row({
        case: 'ten bad records of 5,000 found, at random places',
        ours: summarise(many),
        peers: { [BOUND]: bound(MANY) },
        bar: { peers: { [BOUND]: 1 / 1.1 } },
        ...requests,
      }),
    ];
  } finally {
    await app.close();
    await emulator.close();
    rmSync(dir, { recursive: true, force: true });
  }
});

/** An answer is yes or no, so that no way needs fewer requests on average than the choice of places has bits. */
const BOUND = 'the information bound';

function bound(bad: number): Measured {
  let bits = 0;
  for (let n = 0; n < bad; n += 1) bits += Math.log2((BATCH - 1 - n) / (n + 1));
  return summarise([Math.ceil(bits)]);
}

/** Different places, never the last, so that behind the last bad record one request is left to make. */
function placesAt(random: () => number, count: number): Set<number> {
  const places = new Set<number>();
  while (places.size < count) places.add(Math.floor(random() * (BATCH - 1)));
  return places;
}

class Batches {
  #recipients = 0;
  #refused = 0;
  #sent = 0;

  readonly #consents: ConsentsService;
  readonly #emulator: Emulator;

  constructor(consents: ConsentsService, emulator: Emulator) {
    this.#consents = consents;
    this.#emulator = emulator;
  }

  /** @returns how many requests it took until all bad records were known. */
  async requestsFor(bad: ReadonlySet<number>): Promise<number> {
    const consents = Array.from({ length: BATCH }, (_, index): ConsentEntry => {
      this.#recipients += 1;
      const consent = consentOf(`+90530${String(this.#recipients).padStart(7, '0')}`, secondsAgo(1));
      return bad.has(index) ? { ...consent, source: 'HS_KARAR', status: 'RET' } : consent;
    });
    // A ruling needs a record before it. The ledger has one that the registry never got: only there it is bad.
    for (const { recipient, source } of consents) {
      if (source === 'HS_KARAR')
        await this.#consents.record(consentOf(recipient, secondsAgo(60)), { register: false });
    }
    const before = this.#requests();
    // A refusal would count from its arrival, after the others, and be last.
    await this.#consents.recordMany(consents, { history: true });
    this.#refused += bad.size;
    this.#sent += BATCH - bad.size;
    while ((await this.#count('refused')) < this.#refused || (await this.#count('sent')) < this.#sent) {
      await sleep(50);
    }
    // The last one takes who stands behind the last bad record, when all bad ones are known.
    return this.#requests() - before - 1;
  }

  #requests(): number {
    return this.#emulator.journal(5_000).filter(({ endpoint }) => endpoint === 'iys-register').length;
  }

  async #count(state: 'refused' | 'sent'): Promise<number> {
    return (await this.#consents.registry.counts()).get(state) ?? 0;
  }
}
