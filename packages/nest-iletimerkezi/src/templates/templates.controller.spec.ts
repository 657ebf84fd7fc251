// starts: PostgreSQL
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type INestApplication, UseGuards } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import { IletimerkeziModule } from '../module/iletimerkezi.module.js';
import { CONTROLLER_APPS, Door, type Visit } from '../test-support/controller-app.js';
import { createSpecDatabase, type SpecDatabase, urlOf } from '../test-support/database.js';
import { emulatorAccount } from '../test-support/test-app.js';
import { createTemplatesController } from './create-templates-controller.js';

const TEMPLATE = {
  status: 'ready',
  name: 'Puan',
  text: 'Sayın {ad}',
  kind: 'transactional',
  sender: 'MARKA',
};

describe.each(['express', 'fastify'] as const)('templates on %s', (adapter) => {
  let app: INestApplication;
  let spec: SpecDatabase;
  beforeAll(async () => {
    spec = await createSpecDatabase();
    const module = await Test.createTestingModule({
      imports: [
        IletimerkeziModule.forRoot({
          ...emulatorAccount('http://127.0.0.1:9'),
          storage: { url: urlOf(spec) },
          outbox: { run: false },
        }),
      ],
      controllers: [
        createTemplatesController<Visit>({
          path: 'templates',
          decorators: [UseGuards(Door)],
          user: ({ headers }) => headers['x-user'],
        }),
      ],
    }).compile();
    app = await CONTROLLER_APPS[adapter](module);
  });
  afterAll(async () => {
    await app.close();
    await spec.drop();
  });

  const as = (user: string) => ({ 'x-user': user });
  const http = () => request(app.getHttpServer());
  it('saves, reads, lists and removes, with times as ISO 8601', async () => {
    const id = randomUUID();
    const saved = await http().put(`/templates/${id}`).set(as('ayse')).send(TEMPLATE);
    const time = expect.stringMatching(/^\d{4}-.*Z$/);
    expect([saved.status, saved.body]).toEqual([
      200,
      { ...TEMPLATE, id, version: 1, createdAt: time, savedAt: time, savedBy: 'ayse' },
    ]);
    const second = await http()
      .put(`/templates/${id}`)
      .set(as('can'))
      .send({ ...TEMPLATE, version: 1, text: 'Merhaba {ad}' });
    expect(second.body).toMatchObject({ version: 2, text: 'Merhaba {ad}', savedBy: 'can' });
    expect((await http().get(`/templates/${id}`).set(as('can'))).body).toEqual(second.body);
    expect((await http().get(`/templates/${id}?version=1`).set(as('can'))).body).toEqual(saved.body);
    expect((await http().get(`/templates/${id}/versions`).set(as('can'))).body).toEqual([
      second.body,
      saved.body,
    ]);

    const draft = await http()
      .post('/templates')
      .set(as('can'))
      .send({ status: 'draft', name: 'x', text: '' });
    expect(draft.status).toBe(200);
    const page = await http().get('/templates?limit=1').set(as('can'));
    expect(page.body.templates).toEqual([draft.body]);
    const rest = await http().get('/templates').query({ after: page.body.next }).set(as('can'));
    expect(rest.body).toEqual({ templates: [second.body] });
    expect((await http().get('/templates').set(as('ayse'))).body).toEqual({ templates: [second.body] });
    expect((await http().get('/templates?status=draft').set(as('can'))).body.templates).toEqual([draft.body]);

    const removed = await http().delete(`/templates/${id}?version=2`).set(as('ayse'));
    expect([removed.status, removed.text]).toEqual([204, '']);
    expect((await http().get(`/templates/${id}`).set(as('can'))).status).toBe(404);
  });

  it('answers 409 with the current version, 422 with the faults, 401 and 403', async () => {
    const { body } = await http().post('/templates').set(as('ayse')).send(TEMPLATE);
    const path = `/templates/${body.id}`;
    await http()
      .put(path)
      .set(as('ayse'))
      .send({ ...TEMPLATE, version: 1, name: 'y' });
    const changed = await http()
      .put(path)
      .set(as('can'))
      .send({ ...TEMPLATE, version: 1, name: 'z' });
    expect(changed.status).toBe(409);
    expect(changed.body).toMatchObject({ errorCode: 'template-changed', version: 2 });
    const faulty = await http()
      .post('/templates')
      .set(as('can'))
      .send({ ...TEMPLATE, text: 'Sayın {ad' });
    expect(faulty.status).toBe(422);
    expect(faulty.body.faults).toMatchObject([{ path: 'text', code: 'placeholder-unclosed' }]);
    expect((await http().get('/templates?limit=x').set(as('can'))).status).toBe(422);
    expect((await http().get('/templates?limit=1&limit=2').set(as('can'))).status).toBe(422);
    expect((await http().post('/templates').set(as('can')).send([])).status).toBe(422);
    expect((await http().get('/templates')).status).toBe(401);
    expect(
      (
        await http()
          .get('/templates')
          .set({ ...as('can'), 'x-closed': '1' })
      ).status,
    ).toBe(403);
  });

  it('answers a change of the composer with its result, also a conflict with the current text', async () => {
    const change = (body: object) => http().post('/templates/changes').set(as('can')).send(body);
    const { status, ...text } = TEMPLATE;
    const added = await change({ status, item: text, reason: 'add' });
    expect([added.status, added.body]).toEqual([
      200,
      { state: 'saved', item: expect.objectContaining({ ...TEMPLATE, version: 1, savedBy: 'can' }) },
    ]);
    const { item } = added.body;
    const current = await http()
      .put(`/templates/${item.id}`)
      .set(as('ayse'))
      .send({ ...item, name: 'y' });
    const mine = { status, item: { ...item, text: 'Benim' }, previous: item, reason: 'overwrite' };
    expect((await change(mine)).body).toEqual({ state: 'changed', current: current.body });
    const invalid = await change({ status, item: { ...text, text: 'Sayın {ad' }, reason: 'add' });
    expect(invalid.body).toMatchObject({ state: 'invalid', faults: [{ path: 'text' }] });
    const removal = { status, previous: current.body, reason: 'undo' };
    expect((await change(removal)).body).toEqual({ state: 'removed' });
    expect((await change(mine)).body).toEqual({ state: 'missing' });
    expect((await change([])).body).toMatchObject({ state: 'invalid' });
  });
});
