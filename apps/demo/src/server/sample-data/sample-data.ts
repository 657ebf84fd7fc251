import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { parseRecipients } from 'iletimerkezi-core/files';
import { ConsentsService, OutboxService, type ConsentEntry } from 'nest-iletimerkezi';
import { ProblemException } from '../http/problems.js';
import { OrdersService } from '../orders/orders.service.js';
import { SAMPLE_ORDERS } from './sample-orders.js';

const RECIPIENTS = new URL('../../../samples/recipients.csv', import.meta.url);
const CONSENTS = 2_000;
/** One in this many people withdrew their consent. */
const REFUSES_EVERY = 160;
const HOUR = 3_600_000;

/**
 * Creates sample data so that no page is empty: 2,000 consents, some refusals, and orders with different
 * outcomes. Each part has a deduplication key, so that a restart on the same data creates no duplicates.
 */
@Injectable()
export class SampleData implements BeforeApplicationShutdown {
  readonly #log = new Logger('SampleData');
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(
    private readonly outbox: OutboxService,
    private readonly consents: ConsentsService,
    private readonly orders: OrdersService,
  ) {}

  /** Creates the data. Resolves when it is complete or the server stops. */
  start(): Promise<void> {
    this.#running = this.#run().catch((error: unknown) => {
      if (!this.#stop.signal.aborted) this.#log.warn(`The sample data is incomplete: ${String(error)}`);
    });
    return this.#running;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const people = parseRecipients(await readFile(RECIPIENTS, 'utf8')).recipients;
    if ((await this.consents.totals()).length === 0) await this.#recordConsents(people);
    if ((await this.outbox.campaigns({ limit: 1 })).length > 0) return;
    await this.#untilRegistered();
    for (const { key, make } of SAMPLE_ORDERS) {
      this.#stop.signal.throwIfAborted();
      try {
        await this.orders.create(make(people), `sample-${key}`);
      } catch (error) {
        if (!(error instanceof ProblemException)) throw error;
        this.#log.warn(`An order of the sample data was refused: ${error.problem.code}`);
      }
    }
  }

  async #recordConsents(people: readonly string[]): Promise<void> {
    const others = Array.from(
      { length: CONSENTS - people.length },
      (_, index) => `+90536${2_000_000 + index}`,
    );
    const numbers = [...people, ...others];
    // Dates are spread over the last days.
    const history = { history: true };
    await this.consents.recordMany(
      numbers.map((number, index) => consentOf(number, index)),
      history,
    );
    const refusing = numbers.filter((_, index) => index % REFUSES_EVERY === 7);
    await this.consents.recordMany(refusing.map(refusalOf), history);
  }

  /** Waits until the consents are registered. The provider refuses commercial orders to recipients whose consent is not listed. */
  async #untilRegistered(): Promise<void> {
    while ((await this.consents.registry.backlog()).waiting > 0) {
      await sleep(200, undefined, { signal: this.#stop.signal });
    }
  }
}

const SOURCES = ['HS_WEB', 'HS_MOBIL', 'HS_FIZIKSEL_ORTAM'] as const;

function consentOf(recipient: string, index: number): ConsentEntry {
  return {
    recipient,
    recipientType: 'BIREYSEL',
    channel: 'MESAJ',
    status: 'ONAY',
    source: SOURCES[index % SOURCES.length] ?? 'HS_WEB',
    // Within the last two days: the registry accepts consents for three days.
    consentDate: new Date(Date.now() - 2 * HOUR - (index % 44) * HOUR),
    evidence: { form: '/form', locale: 'tr-TR', textVersion: '2026-1' },
  };
}

function refusalOf(recipient: string): ConsentEntry {
  return {
    recipient,
    recipientType: 'BIREYSEL',
    channel: 'MESAJ',
    status: 'RET',
    source: 'HS_MESAJ',
    consentDate: new Date(Date.now() - HOUR),
  };
}
