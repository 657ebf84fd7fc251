import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  ConsentFormTexts,
  ConsentImportReport,
  ConsentPerson,
  ConsentSummary,
} from '../../shared/api/consents.js';
import type { ConsentListPage } from 'nest-iletimerkezi';
import { startDemo, type Demo } from '../start-demo.js';

const NUMBER = '+905301112233';
const PERSON = `/api/consents/people/${encodeURIComponent(NUMBER)}`;
const FILE_OPTIONS = 'name=liste.csv&format=csv&encoding=utf-8&recipientType=BIREYSEL&source=HS_WEB';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('consents', () => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await startDemo({ empty: true, delays: { acceptMs: 5, deliveryMs: [10, 100] } });
  });
  afterAll(async () => {
    await demo?.close();
  });

  const get = async <Answer>(path: string): Promise<Answer> => {
    const response = await fetch(`${demo.url}${path}`);
    return (await response.json()) as Answer;
  };
  const post = (path: string, body: unknown) =>
    fetch(`${demo.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': typeof body === 'string' ? 'text/csv' : 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  /** Creates a decision with the texts of the server's form. */
  async function decision(change: { text?: string; version?: string } = {}) {
    const { brand, statement } = await get<ConsentFormTexts>('/api/consent-form?locale=tr');
    const text = change.text ?? [brand.name, ...statement.text.split('\n\n')].join('\n');
    const now = new Date();
    const inAnHour = new Date(now.getTime() + 3_600_000);
    return {
      decision: 'consent',
      records: [
        {
          recipient: '0530 111 22 33',
          recipientType: 'BIREYSEL',
          channel: 'MESAJ',
          status: 'ONAY',
          source: 'HS_WEB',
          // The device's clock is ahead.
          consentDate: inAnHour.toISOString(),
        },
      ],
      evidence: {
        text,
        textHash: createHash('sha256').update(text).digest('hex'),
        textVersion: change.version ?? statement.version,
        locale: 'tr',
        shownAt: now.toISOString(),
        decidedAt: now.toISOString(),
        ticks: [{ channel: 'MESAJ', tickedAt: now.toISOString() }],
      },
    };
  }

  /** Returns the current status of the person. */
  const currentStatus = async (): Promise<string | undefined> => {
    const { consents } = await get<ConsentListPage>(`/api/consents?search=${encodeURIComponent(NUMBER)}`);
    return consents[0]?.status;
  };

  /** Creates rows of a file, dated one minute ago. */
  const rows = (count: number): string => {
    const moment = new Date(Date.now() + 3 * 3_600_000 - 60_000).toISOString().slice(0, 19).replace('T', ' ');
    const lines = Array.from(
      { length: count },
      (_, index) => `0531${String(2_000_000 + index)};BIREYSEL;MESAJ;ONAY;HS_WEB;${moment}`,
    );
    return ['recipient;recipientType;type;status;source;consentDate', ...lines].join('\n');
  };

  it('stores a decision only with the text of the form, and not with a date in the future', async () => {
    const altered = await post('/api/consent-form', await decision({ text: 'Her şeyi kabul ediyorum.' }));
    expect([altered.status, await altered.json()]).toMatchObject([422, { errorCode: 'form-altered' }]);
    const outdated = await post('/api/consent-form', await decision({ version: '2019-01' }));
    expect([outdated.status, await outdated.json()]).toMatchObject([409, { errorCode: 'form-outdated' }]);
    expect(await get<ConsentPerson>(PERSON)).toMatchObject({ records: [] });

    const before = Date.now();
    expect((await post('/api/consent-form', await decision())).status).toBe(201);
    const { records } = await get<ConsentPerson>(PERSON);
    expect(records).toMatchObject([{ status: 'ONAY', source: 'HS_WEB', evidence: { version: '2026-11' } }]);
    expect(records[0]?.consentDate).toBeLessThan(before + 60_000);
  });

  it.each([
    ['5 minutes slow', -5 * MINUTE],
    ['3 hours slow', -3 * HOUR],
    ['6 days slow', -6 * 24 * HOUR],
    ['30 years slow', -30 * 365 * 24 * HOUR],
    ['2 years fast', 2 * 365 * 24 * HOUR],
  ])('takes a withdrawal at once from a device whose clock is %s', async (_what, offset) => {
    const given = await decision();
    expect((await post('/api/consent-form', given)).status).toBe(201);
    const wrong = new Date(Date.now() + offset).toISOString();
    const records = given.records.map((record) => ({ ...record, status: 'RET', consentDate: wrong }));
    const evidence = {
      ...given.evidence,
      textVersion: 'withdrawal-1',
      shownAt: wrong,
      decidedAt: wrong,
      ticks: [],
    };
    const answer = await post('/api/consent-form', { ...given, decision: 'withdraw', records, evidence });
    expect(await answer.json()).toMatchObject({ withdrawn: ['MESAJ'] });
    expect(await currentStatus()).toBe('RET');
    const person = await get<ConsentPerson>(PERSON);
    expect(Math.abs((person.records[0]?.consentDate ?? 0) - Date.now())).toBeLessThan(MINUTE);
  });

  it('accepts a withdrawal with invalid times', async () => {
    const given = await decision();
    await post('/api/consent-form', given);
    const evidence = { ...given.evidence, shownAt: '+275760-09-13', decidedAt: 'dün', ticks: [] };
    const answer = await post('/api/consent-form', { ...given, decision: 'withdraw', evidence });
    expect(answer.status).toBe(201);
    expect(await currentStatus()).toBe('RET');
  });

  it('ends a current consent with a refusal in the form, and reports it', async () => {
    const given = await decision();
    await post('/api/consent-form', given);
    expect(await currentStatus()).toBe('ONAY');
    const refusal = {
      ...given,
      decision: 'refuse',
      records: [],
      channels: ['MESAJ', 'EPOSTA'],
      contacts: [{ channel: 'MESAJ', recipient: '0530 111 22 33' }],
      evidence: { ...given.evidence, version: 'an older one' },
    };
    const answer = await post('/api/consent-form', refusal);
    expect(await answer.json()).toMatchObject({ withdrawn: ['MESAJ'], kept: ['EPOSTA'] });
    expect(await currentStatus()).toBe('RET');
  });

  it('stores a refusal in the form as evidence if there is no current consent', async () => {
    const given = await decision();
    const recipient = '+905301112299';
    const refusal = {
      ...given,
      decision: 'refuse',
      records: [],
      contacts: [{ channel: 'MESAJ', recipient }],
    };
    const answer = await post('/api/consent-form', refusal);
    expect(await answer.json()).toMatchObject({ withdrawn: [], kept: ['MESAJ'] });
    const path = `/api/consents/people/${encodeURIComponent(recipient)}`;
    expect(await get<ConsentPerson>(path)).toMatchObject({ records: [] });
    expect(await get(`${path}/evidence.json`)).toMatchObject({ declined: [{ channel: 'MESAJ' }] });
  });

  it('records a decision once if the browser sends it twice', async () => {
    const given = { ...(await decision()), id: '0b1f6f0e-93a1-4a0b-9d6c-1d6c5b0f7a11' };
    await post('/api/consent-form', given);
    const { records } = await get<ConsentPerson>(PERSON);
    await post('/api/consents/opt-outs', {
      recipient: NUMBER,
      recipientType: 'BIREYSEL',
      channel: 'MESAJ',
      source: 'HS_WEB',
    });
    expect((await post('/api/consent-form', given)).status).toBe(201);
    expect(await currentStatus()).toBe('RET');
    expect((await get<ConsentPerson>(PERSON)).records).toHaveLength(records.length + 1);
  });

  it('records a refusal once, lists it, and returns every fault of an invalid record', async () => {
    const optOut = { recipient: NUMBER, recipientType: 'BIREYSEL', channel: 'MESAJ', source: 'HS_WEB' };
    expect((await post('/api/consents/opt-outs', optOut)).status).toBe(201);
    expect((await post('/api/consents/opt-outs', optOut)).status).toBe(201);
    const { records } = await get<ConsentPerson>(PERSON);
    expect(records[0]).toMatchObject({ status: 'RET' });
    expect(records[1]).toMatchObject({ status: 'ONAY' });
    const list = await get<ConsentListPage>('/api/consents?search=0530%20111&status=RET');
    expect(list.consents).toMatchObject([{ recipient: NUMBER, status: 'RET' }]);
    const wrong = await post('/api/consents/opt-outs', { ...optOut, recipient: 'kimse' });
    expect(wrong.status).toBe(400);
  });

  it('refuses a file with two status columns, returns both, and reads the selected one', async () => {
    const file = `Telefon;Durum;İzin Durumu;Tarih\r05301117733;ONAY;RET;${new Date().toISOString()}\r`;
    const done = async (query: string) => {
      const { id } = (await (await post(`/api/consents/imports?${query}`, file)).json()) as { id: string };
      await (await fetch(`${demo.url}/api/consents/imports/${id}/events`)).text();
      return get<ConsentImportReport>(`/api/consents/imports/${id}`);
    };
    const refused = await done(FILE_OPTIONS);
    expect(refused).toMatchObject({ state: 'failed', read: 0 });
    expect(refused.problem?.hint?.tr).toContain('"Durum", "İzin Durumu"');
    const columns = { recipient: 'Telefon', status: 'İzin Durumu', consentDate: 'Tarih' };
    for (const chosen of ['İZİN DURUMU', 'C']) {
      const read = await done(`${FILE_OPTIONS}&statusColumn=${encodeURIComponent(chosen)}`);
      expect(read).toMatchObject({ state: 'done', refused: 0, columns });
    }
    expect(
      await get<ConsentPerson>(`/api/consents/people/${encodeURIComponent('+905301117733')}`),
    ).toMatchObject({
      records: [{ status: 'RET' }],
    });
  });

  it('cancels an import, and resumes it when the same file is uploaded again', async () => {
    const file = rows(10_000);
    const started = await post(`/api/consents/imports?${FILE_OPTIONS}`, file);
    const { id } = (await started.json()) as { id: string };
    const cancelled = await fetch(`${demo.url}/api/consents/imports/${id}`, { method: 'DELETE' });
    const before = (await cancelled.json()) as ConsentImportReport;
    expect(before.state).toBe('cancelled');
    expect(before.read).toBeLessThan(10_000);

    await post(`/api/consents/imports?${FILE_OPTIONS}`, file);
    const events = await fetch(`${demo.url}/api/consents/imports/${id}/events`);
    await events.text();
    expect(await get<ConsentImportReport>(`/api/consents/imports/${id}`)).toMatchObject({
      state: 'done',
      read: 10_000,
      recorded: 10_000,
      unchanged: 0,
    });
  });

  it('detects changes and emits them to subscribers', async () => {
    const stop = new AbortController();
    const { body } = await fetch(`${demo.url}/api/consents/events`, { signal: stop.signal });
    const seen: ConsentSummary[] = [];
    const listening = (async () => {
      for await (const piece of body?.pipeThrough(new TextDecoderStream()) ?? []) {
        for (const [, data] of piece.matchAll(/^data: (.+)$/gm)) seen.push(JSON.parse(data ?? '{}'));
      }
    })().catch(() => undefined);
    while (seen.length === 0) await pause(20);
    const refused = seen[0]?.refused ?? 0;
    await post('/api/consents/opt-outs', {
      recipient: '+905301112244',
      recipientType: 'BIREYSEL',
      channel: 'ARAMA',
      source: 'HS_CAGRI_MERKEZI',
    });
    while (seen.at(-1)?.refused !== refused + 1) await pause(20);
    expect(seen.length).toBeGreaterThan(1);
    stop.abort();
    await listening;
  });
});
