import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startDemo, type Demo } from '../start-demo.js';
import { FAST, get, ORDER, post, problemOf } from '../test-support/demo-api.js';

describe('the demo’s HTTP server', () => {
  let demo: Demo;

  beforeAll(async () => {
    demo = await startDemo({ delays: FAST });
  });

  afterAll(async () => {
    await demo?.close();
  });

  it('returns problems for an invalid body, a too large body and unknown URLs', async () => {
    expect(await problemOf(post(demo, '/api/orders', '{"sender":'))).toMatchObject({
      status: 400,
      code: 'invalid-request',
    });
    expect(await problemOf(post(demo, '/api/orders', JSON.stringify('x'.repeat(13_000_000))))).toMatchObject({
      status: 413,
      code: 'body-too-large',
    });
    const none = '/api/orders/0198c0de-0000-7000-8000-000000000000';
    for (const path of [none, `${none}/events`]) {
      expect(await problemOf(get(demo, path))).toMatchObject({ status: 404, code: 'campaign-not-found' });
    }
    expect(await problemOf(get(demo, '/api/nothing'))).toMatchObject({ status: 404, code: 'not-found' });
  });

  it('refuses requests from other websites', async () => {
    const foreign: Record<string, string>[] = [
      { origin: 'http://example.com' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of foreign) {
      expect(await problemOf(post(demo, '/api/orders/check', ORDER, headers))).toMatchObject({
        status: 403,
        code: 'foreign-origin',
      });
      expect((await post(demo, '/api/orders', ORDER, headers)).status).toBe(403);
    }
    const own = { origin: demo.url, 'sec-fetch-site': 'same-origin' };
    expect((await post(demo, '/api/orders', { ...ORDER, text: 'Kendi sayfamız' }, own)).status).toBe(201);
  });

  it('refuses host names other than this machine’s', async () => {
    const { port } = new URL(demo.url);
    const emulator = new URL(demo.emulator?.url ?? '');
    const statusOf = (path: string, host: string, at = port) =>
      new Promise<number | undefined>((resolve, reject) => {
        const call = request({ host: '127.0.0.1', port: at, path, headers: { host } }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        call.on('error', reject).end();
      });
    const paths = [
      '/',
      '/index.html',
      '/favicon.ico',
      '/nothing',
      '/api/docs',
      '/api/docs-json',
      '/api/docs-yaml',
      '/api/docs/swagger-ui.css',
      '/api/emulator',
      '/api/health',
      '/API/DOCS-JSON',
    ];
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1.evil.example', 'x@127.0.0.1']) {
      for (const path of paths) expect([host, path, await statusOf(path, host)]).toEqual([host, path, 403]);
    }
    for (const host of ['evil.example', '127.0.0.1.evil.example']) {
      for (const path of ['/_emulator/state', '/_emulator/openapi.json', '/_emulator/snapshot']) {
        expect([path, await statusOf(path, host, emulator.port)]).toEqual([path, 403]);
      }
    }
    for (const host of [`127.0.0.1:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`]) {
      expect(await statusOf('/api/docs-json', host)).toBe(200);
    }
  });

  it('serves its OpenAPI page without third-party scripts', async () => {
    const { paths } = (await (await get(demo, '/api/docs-json')).json()) as { paths: object };
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        '/api/orders',
        '/api/orders/check',
        '/api/outbox',
        '/api/health',
        '/api/emulator/faults',
      ]),
    );
    const page = await get(demo, '/api/docs');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  });

  it('returns 404 for webhook calls without the token', async () => {
    const report = { report: { id: 1, packet_id: 1, status: 'delivered', to: '+905300000001', body: '' } };
    const answer = await post(demo, `/webhooks/iletimerkezi?token=${'x'.repeat(32)}`, report);
    expect(answer.status).toBe(404);
  });

  it('sends security headers with the page and the API', async () => {
    for (const path of ['/', '/api/health']) {
      const { headers } = await get(demo, path);
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.has('x-powered-by')).toBe(false);
    }
  });
});
