import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { Controller, Get, Param, Req, Sse, type INestApplication, type MessageEvent } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { ReportEvent } from 'iletimerkezi-core';
import { startEmulator, type Emulator } from 'iletimerkezi-emulator';
import pg from 'pg';
import { concat, filter, firstValueFrom, NEVER, of, Subject, type Observable } from 'rxjs';
import { IletimerkeziModule } from '../../module/iletimerkezi.module.js';
import { OutboxService } from '../../outbox/outbox.service.js';
import { becomes } from '../../test-support/becomes.js';
import { createSpecDatabase, type SpecDatabase, urlOf } from '../../test-support/database.js';
import { many, message } from '../../test-support/messages.js';
import { QUICK } from '../../test-support/outbox.js';
import { emulatorAccount } from '../../test-support/test-app.js';
import { createDeliveryController } from '../../webhooks/create-delivery-controller.js';
import { IletimerkeziExceptionFilter } from '../errors/exception.filter.js';
import { CampaignReports } from './campaign-reports.js';
import type { ReportRequest } from './report-request.js';

const TOKEN = 'a-token-of-this-application';

@Controller('orders')
class Orders {
  constructor(private readonly reports: CampaignReports) {}

  @Get()
  async list() {
    return { campaigns: await this.reports.list() };
  }

  @Sse(':id/events')
  events(@Param('id') id: string, @Req() request: ReportRequest) {
    return this.reports.live(id, { request });
  }

  /** Fills the buffers of the connection before the report starts. */
  @Sse(':id/events-after-filler')
  async eventsAfterFiller(@Param('id') id: string, @Req() request: ReportRequest & { socket: Socket }) {
    filled = request.socket;
    const report$ = await filledReports.live(id, { request });
    return concat(of<MessageEvent>({ type: 'filler', data: FILLER }), report$);
  }
}

/** More than the operating system buffers for a client that does not read. */
const FILLER = 'x'.repeat(16 * 1024 * 1024);

/** The connection that was filled last. */
let filled: Socket | undefined;

/** The reports of {@link Orders.eventsAfterFiller}. */
let filledReports: CampaignReports;

let emulator: Emulator;
let spec: SpecDatabase;
let app: INestApplication;
let url: string;

/** The request of a client that always reads. */
const READING = { headers: {}, socket: new PassThrough() };

beforeAll(async () => {
  spec = await createSpecDatabase();
  emulator = await startEmulator({ settings: { acceptMs: 1, deliveryMs: [300, 600] } });
  const module = await Test.createTestingModule({
    imports: [
      IletimerkeziModule.forRoot({
        ...emulatorAccount(emulator.url),
        storage: { url: urlOf(spec) },
        webhook: { tokens: [TOKEN] },
        outbox: QUICK,
      }),
    ],
    controllers: [Orders, createDeliveryController({ path: 'hooks' })],
  }).compile();
  app = module.createNestApplication({ logger: false });
  app.useGlobalFilters(new IletimerkeziExceptionFilter(app.getHttpAdapter()));
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
  emulator.setWebhook('emulator', `${url}/hooks?token=${TOKEN}`);
});
afterAll(async () => {
  await app?.close();
  await emulator?.close();
  await spec?.drop();
});

describe('a live report', () => {
  it('sends a snapshot, then merged changes, and ends when the campaign is settled', async () => {
    const { id } = await app.get(OutboxService).enqueue(message(...many(20)));
    const events = await read(`${url}/orders/${id}/events`);

    expect(events[0]?.data).toMatchObject({ kind: 'snapshot', statuses: '0'.repeat(20), settled: false });
    expect(events.slice(1).every(({ data }) => data.kind === 'changes')).toBe(true);
    const { campaign, settled } = events.at(-1)!.data;
    expect(settled).toBe(true);
    expect(campaign).toMatchObject({
      id,
      state: 'completed',
      counts: { total: 20, delivered: 20, waiting: 0 },
    });
    const changed = events.flatMap(({ data }) => (data.kind === 'changes' ? data.changes : []));
    expect(new Set(changed.map(([position, status]) => `${position} ${status}`)).size).toBe(20);
  });

  it('resumes after Last-Event-ID with the changes that the client missed', async () => {
    const { id } = await app.get(OutboxService).enqueue(message(...many(5)));
    const [snapshot] = await read(`${url}/orders/${id}/events`, { until: () => true });
    await read(`${url}/orders/${id}/events`);

    const missed = await read(`${url}/orders/${id}/events`, { after: snapshot!.id });
    expect(missed.map(({ data }) => data.kind)).toEqual(['changes']);
    expect(missed[0]?.data).toMatchObject({
      changes: Array(5).fill([expect.any(Number), 1, expect.any(Number)]),
    });
    const unknown = await read(`${url}/orders/${id}/events`, { after: 'of-another-run' });
    expect(unknown[0]?.data.kind).toBe('snapshot');
  });

  it('answers 404 for a campaign that does not exist', async () => {
    const response = await fetch(`${url}/orders/0198c0de-0000-7000-8000-000000000000/events`);
    expect(response.status).toBe(404);
    await expect(response.json()).resolves.toMatchObject({ errorCode: 'campaign-not-found' });
  });

  it.each([1, 10, 100])('causes the same statements with %i clients', async (clients) => {
    const outbox = app.get(OutboxService);
    const { id } = await outbox.enqueue(
      message(...many(3)),
      // Stays queued, so that no worker changes it.
      { notBefore: new Date(Date.now() + 3_600_000) },
    );
    const events$ = new Subject<never>();
    const source = { outbox: pick(outbox, events$), deliveries$: NEVER, counting: {} };
    const reports = new CampaignReports(source, { frameMs: 1, lookMs: 3_600_000, stalledMs: 3_600_000 });
    const query = jest.spyOn(pg.Client.prototype, 'query');
    const statements = () => query.mock.calls.filter((call) => JSON.stringify(call).includes(id)).length;
    try {
      const streams = await Promise.all(
        Array.from({ length: clients }, () => reports.live(id, { request: READING })),
      );
      const snapshots = streams.map((stream$) => next(stream$, 'snapshot'));
      const paused = streams.map((stream$) => next(stream$, 'changes'));
      await Promise.all(snapshots);
      // The campaign, its orders, and the recipients with a lookup of their order.
      expect(statements()).toBe(4);

      await outbox.campaign(id).pause();
      query.mockClear();
      events$.next({ campaign: id } as never);
      await Promise.all(paused);
      expect(statements()).toBe(2);
    } finally {
      query.mockRestore();
      reports.beforeApplicationShutdown();
    }
  });
});

describe('a client that does not read', () => {
  afterEach(() => filledReports.beforeApplicationShutdown());

  /** Reports that disconnect a client after this time. */
  function reportsWith(stalledMs: number): CampaignReports {
    const source = { outbox: app.get(OutboxService), deliveries$: NEVER, counting: {} };
    return new CampaignReports(source, { frameMs: 1, lookMs: 10, stalledMs });
  }

  /** Requests a stream whose body is not read yet. */
  const stall = (id: string): Promise<Response> => fetch(`${url}/orders/${id}/events-after-filler`);

  it('gets one event with the newest state when it reads again', async () => {
    filledReports = reportsWith(3_600_000);
    const campaign = await waitingCampaign();
    const stalled = await stall(campaign.id);
    await becomes(() => filled?.writableNeedDrain, true);

    // A client that reads gets an event for each change.
    const seen: string[] = [];
    const reading = read(`${url}/orders/${campaign.id}/events`, {
      until: () => seen.length === 8,
      onEvent: ({ data }) => seen.push(data.campaign.state),
    });
    await becomes(() => seen.length, 1);
    for (const change of ['pause', 'resume', 'pause', 'resume', 'pause', 'resume', 'pause'] as const) {
      const { length } = seen;
      await campaign[change]();
      await becomes(() => seen.length, length + 1);
    }
    await reading;

    const events = await readEvents(stalled, {
      until: ({ data }) => data.campaign.state === 'paused',
    });
    // The snapshot may be written before the connection is full.
    expect(events.length).toBeLessThanOrEqual(2);
  });

  it('is disconnected after the time limit', async () => {
    const campaign = await waitingCampaign();
    filledReports = reportsWith(50);
    const stalled = await stall(campaign.id);
    await becomes(() => filled?.destroyed, true);
    await expect(stalled.text()).rejects.toThrow('terminated');
  });
});

/** A campaign that no worker changes. */
async function waitingCampaign() {
  const outbox = app.get(OutboxService);
  const { id } = await outbox.enqueue(message(...many(3)), { notBefore: new Date(Date.now() + 3_600_000) });
  return outbox.campaign(id);
}

it('lists campaigns newest first', async () => {
  const outbox = app.get(OutboxService);
  const first = await outbox.enqueue(message(...many(1)));
  const second = await outbox.enqueue(message(...many(1)));
  const { campaigns } = (await (await fetch(`${url}/orders`)).json()) as { campaigns: { id: string }[] };
  expect(campaigns.slice(0, 2).map(({ id }) => id)).toEqual([second.id, first.id]);
});

/** The outbox with events that the spec emits. */
function pick(outbox: OutboxService, events$: Observable<never>) {
  return {
    campaign: (id: string) => outbox.campaign(id),
    campaigns: (options: object) => outbox.campaigns(options),
    held: (limit: number) => outbox.held(limit),
    events$,
  };
}

function next(stream$: Observable<MessageEvent>, kind: ReportEvent['kind']): Promise<MessageEvent> {
  return firstValueFrom(
    stream$.pipe(filter(({ data }) => typeof data === 'object' && Reflect.get(data, 'kind') === kind)),
  );
}

interface Received {
  readonly id: string;
  readonly data: ReportEvent;
}

interface ReadOptions {
  /** Returns whether an event is the last one to read. Default: reads to the end of the stream. */
  readonly until?: (event: Received) => boolean;
  readonly onEvent?: (event: Received) => void;
}

async function read(
  address: string,
  { after, ...options }: ReadOptions & { readonly after?: string } = {},
): Promise<Received[]> {
  const headers = after === undefined ? {} : { 'last-event-id': after };
  return readEvents(await fetch(address, { headers }), options);
}

/** Reads the reports of a stream. Ignores other events. */
async function readEvents(
  response: Response,
  { until = () => false, onEvent = () => undefined }: ReadOptions,
): Promise<Received[]> {
  const received: Received[] = [];
  let pending: string[] = [];
  // Returning cancels the body, which closes the connection.
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    pending.push(chunk);
    if (!chunk.includes('\n')) continue;
    const blocks = pending.join('').split('\n\n');
    pending = [blocks.pop() ?? ''];
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
      const [type, id, data] = [field('event'), field('id'), field('data')];
      if (type !== undefined || id === undefined || data === undefined) continue;
      const event = { id, data: JSON.parse(data) as ReportEvent };
      received.push(event);
      onEvent(event);
      if (until(event)) return received;
    }
  }
  return received;
}
