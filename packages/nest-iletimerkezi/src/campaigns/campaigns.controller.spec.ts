// starts: PostgreSQL
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ForbiddenException, type INestApplication, UseGuards } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { type Emulator, startEmulator } from 'iletimerkezi-emulator';
import request from 'supertest';
import { getIletimerkeziToken } from '../client/account.tokens.js';
import { IletimerkeziModule } from '../module/iletimerkezi.module.js';
import type { Campaign } from '../outbox/campaign.js';
import { OutboxService } from '../outbox/outbox.service.js';
import { becomes } from '../test-support/becomes.js';
import { CONTROLLER_APPS, Door, type Visit } from '../test-support/controller-app.js';
import { createSpecDatabase, type SpecDatabase, urlOf } from '../test-support/database.js';
import { message, number } from '../test-support/messages.js';
import { QUICK } from '../test-support/outbox.js';
import { emulatorAccount } from '../test-support/test-app.js';
import { createCampaignsController } from './create-campaigns-controller.js';

/** The emulator does not deliver to numbers that end so. */
const UNREACHABLE = '+905301999001';
const inHours = (hours: number): Date =>
  new Date(Math.ceil(Date.now() / 60_000) * 60_000 + hours * 3_600_000);

describe.each(['express', 'fastify'] as const)('campaigns on %s', (adapter) => {
  let app: INestApplication;
  let emulator: Emulator;
  let spec: SpecDatabase;
  let outbox: OutboxService;
  let theirs: Campaign;
  beforeAll(async () => {
    spec = await createSpecDatabase();
    emulator = await startEmulator({ settings: { acceptMs: 1, deliveryMs: [1, 20] } });
    const shared = { ...emulatorAccount(emulator.url), storage: { url: urlOf(spec) } };
    const module = await Test.createTestingModule({
      imports: [
        IletimerkeziModule.forRoot({ ...shared, outbox: QUICK }),
        IletimerkeziModule.forRoot({ ...shared, account: 'theirs', brandCode: '77', outbox: { run: false } }),
      ],
      controllers: [
        createCampaignsController<Visit>({
          path: 'campaigns',
          decorators: [UseGuards(Door)],
          authorize: ({ headers }, action) => {
            if (headers['x-reader'] !== undefined && action !== 'read') throw new ForbiddenException();
          },
        }),
      ],
    }).compile();
    app = await CONTROLLER_APPS[adapter](module);
    outbox = app.get(OutboxService);
    theirs = await app
      .get<OutboxService>(getIletimerkeziToken('theirs', OutboxService) as string)
      .enqueue({ ...message(number()), sendAt: inHours(5) });
  });
  afterAll(async () => {
    await app.close();
    await emulator.close();
    await spec.drop();
  });

  const http = () => request(app.getHttpServer());
  const post = (path: string, body: object = {}) => http().post(`/campaigns/${path}`).send(body);

  const scheduled = async (sendAt = inHours(5)): Promise<Campaign> => {
    const campaign = await outbox.enqueue({ ...message(number()), sendAt });
    await becomes(async () => (await campaign.orders())[0]?.state, 'submitted');
    return campaign;
  };

  it('lists campaigns with their costs, in pages', async () => {
    const first = await outbox.enqueue(message(number()));
    await becomes(async () => (await first.costs()).billed, 1);
    const second = await scheduled();
    const page = await http().get('/campaigns?limit=1');
    expect([page.status, page.body]).toEqual([
      200,
      {
        campaigns: [expect.objectContaining({ id: second.id, costs: { billed: 0, estimated: 1 } })],
        next: second.id,
      },
    ]);
    const rest = await http().get('/campaigns').query({ before: page.body.next });
    expect(rest.body.next).toBeUndefined();
    expect(rest.body.campaigns).toMatchObject([{ id: first.id, costs: { billed: 1, estimated: 0 } }]);
    expect((await http().get(`/campaigns/${first.id}/costs`)).body).toMatchObject({ billed: 1 });
    const [order] = await first.orders();
    const people = await http().get(`/campaigns/${first.id}/orders/${order?.id}/costs`);
    expect(people.body).toMatchObject([{ parts: 1, credits: 1 }]);
    for (const query of ['limit=0', 'limit=101', 'limit=x', 'before=x', 'limit=1&limit=2'])
      expect([query, (await http().get(`/campaigns?${query}`)).status]).toEqual([query, 422]);
  });

  it('names no next page after the last one, also when it is full', async () => {
    const { body } = await http().get('/campaigns?limit=100');
    const total = body.campaigns.length;
    const full = await http().get(`/campaigns?limit=${total}`);
    expect([full.body.campaigns.length, full.body.next]).toEqual([total, undefined]);
  });

  it('cancels a scheduled campaign, also for a second click at the same moment', async () => {
    const { id } = await scheduled();
    const answers = await Promise.all([post(`${id}/cancel`), post(`${id}/cancel`)]);
    for (const { status, body } of answers)
      expect([status, body]).toMatchObject([200, { id, state: 'cancelled' }]);
    expect((await post(`${id}/cancel`)).status).toBe(200);
  });

  it('answers 409 when nothing can be cancelled or moved any more', async () => {
    const campaign = await outbox.enqueue(message(number()));
    await becomes(async () => (await campaign.progress()).delivered, 1);
    expect((await post(`${campaign.id}/cancel`)).body).toMatchObject({
      statusCode: 409,
      errorCode: 'nothing-to-cancel',
    });
    const moved = await post(`${campaign.id}/reschedule`, { notBefore: inHours(3).toJSON() });
    expect(moved.body).toMatchObject({ statusCode: 409, errorCode: 'campaign-started' });
  });

  it('sends a scheduled campaign at another time, and refuses one that has passed or is none', async () => {
    const { id } = await scheduled();
    const later = inHours(9).toJSON();
    expect((await post(`${id}/reschedule`, { notBefore: later })).body).toMatchObject({ id, sendAt: later });
    for (const notBefore of ['2020-01-01T10:00:00Z', '2030-01-01', null, 5, undefined]) {
      const refused = await post(`${id}/reschedule`, { notBefore });
      expect([notBefore, refused.status]).toEqual([notBefore, 422]);
      expect(refused.body.faults).toMatchObject([{ path: 'notBefore' }]);
    }
    const soon = await post(`${(await scheduled()).id}/reschedule`, {
      notBefore: new Date(Date.now() + 120_000).toJSON(),
    });
    expect(soon.body).toMatchObject({ statusCode: 409, errorCode: 'reschedule-too-soon' });
  });

  it('pauses and resumes', async () => {
    const { id } = await outbox.enqueue(message(number()), { notBefore: inHours(2) });
    expect((await post(`${id}/pause`)).body).toMatchObject({ paused: true, state: 'paused' });
    expect((await post(`${id}/resume`)).body).toMatchObject({ paused: false, state: 'queued' });
  });

  it('pauses what the provider holds, and says nothing of a pause when all was sent', async () => {
    const { id } = await scheduled();
    expect((await post(`${id}/pause`)).body).toMatchObject({ paused: true, state: 'paused' });
    await post(`${id}/cancel`);
    const campaign = await outbox.enqueue(message(number()));
    await becomes(async () => (await campaign.progress()).delivered, 1);
    expect((await post(`${campaign.id}/pause`)).body).toMatchObject({ paused: false, state: 'completed' });
  });

  it('returns the message to those whose order was cancelled', async () => {
    const { id } = await scheduled(inHours(7));
    const only = () => http().get(`/campaigns/${id}/message?only=cancelled`);
    expect((await only()).body).toMatchObject({ errorCode: 'no-recipients' });
    await post(`${id}/cancel`);
    expect((await only()).body).toMatchObject({ recipients: [expect.any(String)] });
    expect((await http().get(`/campaigns/${id}/message?only=x`)).status).toBe(422);
  });

  it('states that a campaign repeats one which may have been sent, and which one repeats it', async () => {
    emulator.addFault({ endpoint: 'send-sms', fault: 'cut-before-accept', times: 1 });
    const first = await outbox.enqueue({ ...message(number()), sendAt: inHours(5) });
    await becomes(async () => (await first.orders())[0]?.state, 'held');
    const [order] = await first.orders();
    const second = await outbox.resolve(order?.id ?? '', { resend: true });
    const read = async (id: string | undefined) => (await http().get(`/campaigns/${id}`)).body;
    expect(await read(second)).toMatchObject({ repeats: first.id });
    const repeated = await read(first.id);
    expect(repeated).toMatchObject({ state: 'resent', orders: [{ repeatedBy: second }] });
    expect(repeated).not.toHaveProperty('repeats');
    const { body } = await http().get('/campaigns?limit=1');
    expect(body.campaigns).toMatchObject([{ id: second, repeats: first.id }]);
  });

  it('returns the message for a composer, which no cache keeps', async () => {
    const campaign = await scheduled(inHours(6));
    const { sendAt } = await campaign.summary();
    const { status, body, headers } = await http().get(`/campaigns/${campaign.id}/message`);
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    expect(body).toEqual({
      ...message(body.recipients[0]),
      sender: 'EMULATOR',
      sendAt: sendAt?.toJSON(),
    });
  });

  it('sends again to those who did not get it, once', async () => {
    const campaign = await outbox.enqueue({ ...message(number(), UNREACHABLE), text: `Tekrar ${number()}` });
    await becomes(async () => (await campaign.progress()).undelivered, 1);
    const [first, second] = await Promise.all([post(`${campaign.id}/resend`), post(`${campaign.id}/resend`)]);
    expect([first.status, first.body]).toMatchObject([201, { state: 'accepted' }]);
    expect(second.body.campaignId).toBe(first.body.campaignId);
    expect((await post(`${campaign.id}/resend`, { dedupeKey: 'again' })).body.campaignId).not.toBe(
      first.body.campaignId,
    );
    expect(await outbox.campaign(first.body.campaignId).progress()).toMatchObject({ recipients: 1 });
    const all = await post(`${campaign.id}/duplicate`, { notBefore: inHours(1).toJSON() });
    expect(await outbox.campaign(all.body.campaignId).progress()).toMatchObject({ recipients: 2 });
    const refused = await post(`${campaign.id}/resend`, { notBefore: 'tomorrow' });
    expect([refused.status, refused.body]).toMatchObject([422, { state: 'refused' }]);
  });

  const ROUTES = [
    ['get', ''],
    ['get', '/costs'],
    ['get', '/message'],
    ['post', '/pause'],
    ['post', '/resume'],
    ['post', '/cancel'],
    ['post', '/duplicate'],
    ['post', '/resend'],
  ] as const;

  it.each(ROUTES)('%s :id%s answers for another account’s campaign as for none', async (method, route) => {
    const answerFor = async (id: string) => {
      const { status, text } = await http()[method](`/campaigns/${id}${route}`);
      return [status, text.replaceAll(id, 'ID')];
    };
    const none = await answerFor('0198c0de-0000-7000-8000-000000000000');
    expect(none[0]).toBe(404);
    expect(await answerFor(theirs.id)).toEqual(none);
    expect((await answerFor('x'))[0]).toBe(422);
  });

  it('moves no campaign of another account', async () => {
    const body = { notBefore: inHours(3).toJSON() };
    expect((await post(`${theirs.id}/reschedule`, body)).status).toBe(404);
    const [order] = await theirs.orders();
    expect((await http().get(`/campaigns/${theirs.id}/orders/${order?.id}/costs`)).status).toBe(404);
    expect(await theirs.summary()).toMatchObject({ state: 'open' });
  });

  it('answers 403 to whom the guard or `authorize` refuses', async () => {
    const { id } = await scheduled();
    expect((await http().get('/campaigns').set('x-closed', '1')).status).toBe(403);
    expect((await http().get(`/campaigns/${id}`).set('x-reader', '1')).status).toBe(200);
    expect((await http().get(`/campaigns/${id}/message`).set('x-reader', '1')).status).toBe(403);
    expect((await post(`${id}/cancel`).set('x-reader', '1')).status).toBe(403);
    expect((await outbox.campaign(id).orders())[0]?.state).toBe('submitted');
  });
});
