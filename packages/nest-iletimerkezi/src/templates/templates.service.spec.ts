// starts: PostgreSQL
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SavedTemplate, SavedTextChange, TemplateToSave } from 'iletimerkezi-core';
import { Database } from '../storage/database.js';
import { ErasureRepository } from '../storage/outbox/erasure.repository.js';
import { TemplatesRepository } from '../storage/templates/templates.repository.js';
import { createSpecDatabase, type SpecDatabase } from '../test-support/database.js';
import { backdateTemplate } from '../test-support/template-tables.js';
import { TemplatesService } from './templates.service.js';

let spec: SpecDatabase;
/** Two instances, each with its own connections. */
let databases: [Database, Database];
beforeAll(async () => {
  spec = await createSpecDatabase();
  databases = [new Database(spec.connection), new Database(spec.connection)];
});
afterAll(async () => {
  await Promise.all(databases.map((database) => database.close()));
  await spec.drop();
});

const on = (database: Database, account: string): TemplatesService =>
  new TemplatesService(new TemplatesRepository(database.kysely, account));
const service = (account: string): TemplatesService => on(databases[0], account);

const POINTS: TemplateToSave = { status: 'ready', name: 'Puan', text: 'Sayın {ad}, {puan} puanınız var.' };
const DRAFT: TemplateToSave = { status: 'draft', name: 'Bayram', text: '' };

describe('a saved text', () => {
  it('is read as it was saved, with its versions, newest first', async () => {
    const templates = service('read');
    const first = await templates.save({
      ...POINTS,
      name: '  Puan ',
      kind: 'commercial',
      audience: 'TACIR',
      sender: 'MARKA',
    });
    expect(first).toEqual({
      ...POINTS,
      id: expect.any(String),
      version: 1,
      kind: 'commercial',
      audience: 'TACIR',
      sender: 'MARKA',
      createdAt: expect.any(Date),
      savedAt: first.createdAt,
    });
    const second = await templates.save({ ...POINTS, id: first.id, version: 1, text: 'Merhaba {ad}' });
    expect(second).toMatchObject({ version: 2, text: 'Merhaba {ad}', createdAt: first.createdAt });
    expect(second.savedAt.getTime()).toBeGreaterThan(first.savedAt.getTime());
    expect(await templates.get(first.id)).toEqual(second);
    expect(await templates.get(first.id, { version: 1 })).toEqual(first);
    expect(await templates.versions(first.id)).toEqual([second, first]);
    await expect(templates.get(first.id, { version: 3 })).rejects.toMatchObject({
      code: 'template-not-found',
    });
  });

  it('is saved under an id of the caller, and a save whose answer was lost can be repeated', async () => {
    const templates = service('repeat');
    const id = randomUUID();
    const first = await templates.save({ ...POINTS, id });
    expect(await templates.save({ ...POINTS, id })).toEqual(first);
    const change = { ...POINTS, id, version: 1, text: 'Yeni {ad}' };
    const second = await templates.save(change);
    expect(await templates.save(change)).toEqual(second);
    expect(await templates.versions(id)).toHaveLength(2);
    await expect(templates.save({ ...change, text: 'Başka' })).rejects.toMatchObject({
      code: 'template-changed',
      version: 2,
    });
  });

  it('keeps the last 50 versions', async () => {
    const templates = service('many');
    let last = await templates.save(POINTS);
    for (let version = 1; version < 52; version += 1)
      last = await templates.save({ ...POINTS, id: last.id, version, text: `Metin ${version}` });
    const versions = await templates.versions(last.id);
    expect([versions.length, versions[0]?.version, versions.at(-1)?.version]).toEqual([50, 52, 3]);
  });

  it('is removed with its versions, if it was not changed', async () => {
    const templates = service('remove');
    const { id } = await templates.save(POINTS);
    await templates.save({ ...POINTS, id, version: 1, name: 'Puan 2' });
    await expect(templates.remove(id, { version: 1 })).rejects.toMatchObject({
      code: 'template-changed',
      version: 2,
    });
    await templates.remove(id, { version: 2 });
    for (const call of [templates.get(id), templates.versions(id), templates.remove(id)])
      await expect(call).rejects.toMatchObject({ code: 'template-not-found' });
    await expect(templates.save({ ...POINTS, id, version: 2 })).rejects.toMatchObject({
      code: 'template-not-found',
    });
  });

  it('belongs to its account', async () => {
    const { id } = await service('mine').save(POINTS);
    await expect(service('theirs').get(id)).rejects.toMatchObject({ code: 'template-not-found' });
    const theirs = await service('theirs').save({ ...POINTS, id, name: 'Başka' });
    expect(theirs).toMatchObject({ id, version: 1 });
    expect(await service('mine').get(id)).toMatchObject({ name: 'Puan' });
  });

  it('fails without storage', async () => {
    await expect(new TemplatesService(undefined).list()).rejects.toMatchObject({ code: 'storage-off' });
  });
});

describe('two instances', () => {
  it('save one version: one succeeds, the other one gets the current version, and nothing is lost', async () => {
    const instances = databases.map((database) => on(database, 'two'));
    let current = await service('two').save(POINTS);
    for (let round = 0; round < 20; round += 1) {
      const { id, version } = current;
      const results = await Promise.allSettled(
        instances.map((one, index) =>
          one.save({ ...POINTS, id, version, text: `Tur ${round} {ad}, ${index}` }),
        ),
      );
      const saved = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
      expect(saved).toHaveLength(1);
      expect(refused).toEqual([expect.objectContaining({ code: 'template-changed', version: version + 1 })]);
      current = saved[0] as SavedTemplate<Date>;
      expect(await service('two').get(id)).toEqual(current);
    }
    const versions = await service('two').versions(current.id);
    expect(versions.map(({ version }) => version)).toEqual(
      Array.from({ length: 21 }, (_, index) => 21 - index),
    );
  });

  it('save a new text under one id: one text with one version', async () => {
    const id = randomUUID();
    const results = await Promise.allSettled(
      databases.map((database, index) => on(database, 'new').save({ ...POINTS, id, name: `Puan ${index}` })),
    );
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await service('new').versions(id)).toHaveLength(1);
  });
});

describe('a template', () => {
  it.each([
    ['text', { text: 'Sayın {ad' }, 'placeholder-unclosed'],
    ['text', { text: 'Sayın {{ad}}' }, 'placeholder-foreign'],
    ['text', { text: '' }, 'text-required'],
    ['text', { text: 'a'.repeat(10_001) }, 'value-too-long'],
    ['name', { name: '  ' }, 'text-required'],
    ['sender', { sender: 'ŞİRKET' }, 'sender-character'],
    ['kind', { kind: 'both' }, 'not-listed'],
    ['audience', { audience: 'HERKES' }, 'not-listed'],
    ['status', { status: 'x' }, 'not-listed'],
    ['id', { version: 1 }, 'uuid-required'],
  ])('is refused with a fault at %s: %j', async (path, change, code) => {
    const faulty = { ...POINTS, ...change } as TemplateToSave;
    await expect(service('faults').save(faulty)).rejects.toMatchObject({
      faults: [expect.objectContaining({ path, code })],
    });
    expect(await service('faults').list()).toEqual({ templates: [] });
  });

  it('cannot become a draft', async () => {
    const { id } = await service('ready').save(POINTS);
    await expect(service('ready').save({ ...POINTS, id, version: 1, status: 'draft' })).rejects.toMatchObject(
      {
        code: 'template-ready',
      },
    );
  });
});

describe('a draft', () => {
  it('may be empty or have faults, and becomes a template once it has none', async () => {
    const templates = service('draft');
    const { id } = await templates.save(DRAFT);
    await templates.save({ ...DRAFT, id, version: 1, text: 'Sayın {ad' });
    const ready = { ...DRAFT, id, version: 2, status: 'ready' } as const;
    await expect(templates.save({ ...ready, text: 'Sayın {ad' })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    expect(await templates.save({ ...ready, text: 'Sayın {ad}' })).toMatchObject({
      version: 3,
      status: 'ready',
    });
  });

  it('is absent for other users until it is a template', async () => {
    const templates = service('users');
    const [ayse, can] = [{ user: 'ayse' }, { user: 'can' }];
    const { id } = await templates.save(DRAFT, ayse);
    const change = { ...DRAFT, id, version: 1, text: 'x' };
    for (const call of [
      () => templates.get(id, can),
      () => templates.versions(id, can),
      () => templates.remove(id, can),
      () => templates.save(change, can),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'template-not-found' });
    expect((await templates.list(can)).templates).toEqual([]);
    expect((await templates.list(ayse)).templates).toMatchObject([{ id, savedBy: 'ayse' }]);
    expect((await templates.list()).templates).toHaveLength(1);
    await templates.save({ ...change, status: 'ready' }, ayse);
    const second = await templates.save({ ...change, status: 'ready', version: 2, text: 'y' }, can);
    expect(second).toMatchObject({ version: 3, savedBy: 'can' });
  });

  it('is deleted after its retention, unlike a template', async () => {
    const templates = service('retention');
    const [old, recent, ready] = [
      await templates.save(DRAFT),
      await templates.save(DRAFT),
      await templates.save(POINTS),
    ];
    const { kysely } = databases[0];
    await backdateTemplate(kysely, old.id, 91);
    await backdateTemplate(kysely, recent.id, 89);
    await backdateTemplate(kysely, ready.id, 4_000);
    const limits = { transactionalDays: 1, commercialDays: 1, draftDays: 90 };
    const erasure = new ErasureRepository(kysely, { account: 'retention', limits, hash: undefined });
    expect(await erasure.eraseSome()).toMatchObject({ drafts: 1 });
    expect(await erasure.eraseSome()).toMatchObject({ drafts: 0 });
    const { templates: kept } = await templates.list();
    expect(kept.map(({ id }) => id)).toEqual([recent.id, ready.id]);
  });
});

describe('a change of the composer', () => {
  const changed = (name: string) => (change: Partial<SavedTextChange>, user?: string) =>
    service(name).change({ status: 'ready', reason: 'overwrite', ...change }, { user });
  const { status: _status, ...TEXT } = POINTS;

  it('adds, overwrites, renames and deletes, and each repetition has the same result', async () => {
    const change = changed('changes');
    const id = randomUUID();
    const saved = async (next: Partial<SavedTextChange>): Promise<SavedTemplate<Date>> => {
      const result = await change(next);
      expect(await change(next)).toEqual(result);
      if (result.state !== 'saved') throw new Error(result.state);
      return result.item;
    };
    const first = await saved({ item: { ...TEXT, id }, reason: 'add' });
    expect(first).toMatchObject({ id, version: 1, status: 'ready' });
    const second = await saved({ item: { ...first, text: 'Merhaba {ad}' }, previous: first });
    const third = await saved({ item: { ...second, name: 'Puan 2' }, previous: second, reason: 'rename' });
    expect(third).toMatchObject({ id, version: 3, name: 'Puan 2', text: 'Merhaba {ad}' });
    const undo = { item: second, previous: third, reason: 'undo' } as const;
    expect(await saved(undo)).toMatchObject({ id, version: 4, name: 'Puan' });
    const removal = { previous: { ...TEXT, id, version: 4 }, reason: 'undo' } as const;
    expect([await change(removal), await change(removal)]).toEqual([
      { state: 'removed' },
      { state: 'removed' },
    ]);
    await expect(service('changes').get(id)).rejects.toMatchObject({ code: 'template-not-found' });
  });

  it('overwrites and deletes nothing that another person has changed, and returns the current text', async () => {
    const change = changed('conflict');
    const read = await service('conflict').save(POINTS, { user: 'ayse' });
    const current = await service('conflict').save({ ...read, text: 'Yeni {ad}' }, { user: 'can' });
    const conflicts = [
      { item: { ...read, text: 'Benim {ad}' }, previous: read },
      { item: { ...read, name: 'Benim' }, previous: read, reason: 'rename' },
      { previous: read, reason: 'undo' },
      { item: { ...TEXT, id: read.id }, reason: 'add' },
      { item: { ...read, text: 'Benim' }, previous: { ...TEXT, id: read.id } },
    ] as const;
    for (const each of conflicts) expect(await change(each, 'ayse')).toEqual({ state: 'changed', current });
    expect(await service('conflict').versions(read.id)).toHaveLength(2);
    const mine = { item: { ...read, text: 'Benim {ad}' }, previous: current };
    expect(await change(mine, 'ayse')).toMatchObject({ state: 'saved', item: { version: 3 } });
  });

  it('says that another person has deleted the text', async () => {
    const read = await service('gone').save(POINTS);
    await service('gone').remove(read.id);
    const change = { item: { ...read, text: 'Benim {ad}' }, previous: read };
    expect(await changed('gone')(change)).toEqual({ state: 'missing' });
    const draft = await service('gone').save(DRAFT, { user: 'can' });
    const theirs = { status: 'draft', item: { ...TEXT, id: draft.id } } as const;
    expect(await changed('gone')(theirs, 'ayse')).toEqual({ state: 'missing' });
  });

  it.each([
    ['text', { item: { ...TEXT, text: 'Sayın {ad' } }],
    ['name', { item: { ...TEXT, name: '' } }],
    ['item', {}],
    ['item', { item: 'x' as never }],
    ['id', { previous: { ...TEXT, version: 1 } }],
    ['version', { previous: { ...TEXT, id: randomUUID() } }],
    ['status', { status: 'x' as never, item: TEXT }],
  ])('is invalid with a fault at %s', async (path, change) => {
    expect(await changed('invalid')(change)).toMatchObject({
      state: 'invalid',
      faults: expect.arrayContaining([expect.objectContaining({ path })]),
    });
    expect(await service('invalid').list()).toEqual({ templates: [] });
  });
});

describe('the list', () => {
  it('has the texts that were saved last first, by pages, without a repetition', async () => {
    const templates = service('list');
    const saved: SavedTemplate<Date>[] = [];
    for (let index = 0; index < 7; index += 1)
      saved.push(await templates.save(index % 2 === 0 ? POINTS : DRAFT));
    // Texts of the same millisecond are in the order of their ids.
    const ids = saved
      .toSorted((a, b) => b.savedAt.getTime() - a.savedAt.getTime() || (a.id < b.id ? 1 : -1))
      .map(({ id }) => id);
    const pages: string[][] = [];
    for (let after: string | undefined, more = true; more; more = after !== undefined) {
      const page = await templates.list({ limit: 3, after });
      pages.push(page.templates.map(({ id }) => id));
      after = page.next;
    }
    expect(pages).toEqual([ids.slice(0, 3), ids.slice(3, 6), ids.slice(6)]);
    expect((await templates.list({ status: 'draft' })).templates).toHaveLength(3);
  });

  it.each([['x'], ['5'], [`1.${'x'.repeat(36)}`], [`999999999999999.${randomUUID()}`]])(
    'refuses the position %s',
    async (after) => {
      await expect(service('list').list({ after })).rejects.toMatchObject({
        faults: [expect.objectContaining({ path: 'after' })],
      });
    },
  );
});
