import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startDemo, type Demo } from 'demo';
import fc from 'fast-check';

interface Operation {
  method: string;
  path: string;
}

/** Unexpected input of people, programs and attackers for a text, a number or an id. */
const VALUES: readonly unknown[] = [
  '',
  ' ',
  '0',
  '05300000001',
  'İ'.repeat(200),
  '<script>alert(1)</script>',
  "'; drop table iletimerkezi.orders; --",
  '../../etc/passwd',
  '\u0000',
  '\ud800',
  '=HYPERLINK("x")',
  'ONAY',
  'MESAJ',
  'BIREYSEL',
  'commercial',
  '2026-13-45T99:99:99Z',
  -1,
  1e300,
  2 ** 53,
  null,
  true,
  [],
  {},
  [null],
  ['05300000001', 7, {}],
  { constructor: 'x', __proto__: null },
  [[[[]]]],
];

describe('the demo’s API', () => {
  let demo: Demo;
  let operations: Operation[];
  let names: string[];

  beforeAll(async () => {
    demo = await startDemo({ delays: { acceptMs: 5, deliveryMs: [5, 20] } });
    const document = (await (await fetch(`${demo.url}/api/docs-json`)).json()) as {
      paths: Record<string, Record<string, unknown>>;
      components?: { schemas?: Record<string, { properties?: Record<string, unknown> }> };
    };
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
    );
    const schemas = Object.values(document.components?.schemas ?? {});
    names = [...new Set(schemas.flatMap(({ properties }) => Object.keys(properties ?? {})))];
  });

  afterAll(async () => {
    await demo?.close();
  });

  async function call(
    { method, path }: Operation,
    parts: { id: string; query: string; type: string; body: string },
  ): Promise<{ status: number; type: string; body: string }> {
    const filled = path.replaceAll(/\{[^}]*\}/g, encodeURIComponent(parts.id));
    const stop = new AbortController();
    const response = await fetch(`${demo.url}${filled}?${parts.query}`, {
      method,
      headers: { 'content-type': parts.type },
      ...(method !== 'GET' && { body: parts.body }),
      signal: stop.signal,
    });
    const type = response.headers.get('content-type') ?? '';
    // A stream has no end; that it began is the answer.
    const body = type.startsWith('text/event-stream') ? '' : await response.text();
    stop.abort();
    return { status: response.status, type, body };
  }

  it('describes its operations', () => {
    expect(operations.length).toBeGreaterThan(20);
    expect(names.length).toBeGreaterThan(5);
  });

  it('answers any body, parameter and query with a result or a problem, never with an internal error', async () => {
    const value = fc.oneof(fc.constantFrom(...VALUES), fc.jsonValue({ maxDepth: 2 }));
    const text = fc.oneof(
      fc.constantFrom(
        ...VALUES.filter((one): one is string => typeof one === 'string' && !/[\ud800]/.test(one)),
      ),
      fc.uuid(),
    );
    const request = fc.record({
      operation: fc.constantFrom(...operations),
      id: text.filter((id) => id.trim() !== '' && !id.includes('..')),
      query: fc
        .dictionary(fc.constantFrom('offset', 'limit', 'q', 'cursor', 'from', 'to', 'state'), text)
        .map((query) => new URLSearchParams(query).toString()),
      type: fc.constantFrom(
        'application/json',
        'application/json',
        'application/json',
        'text/plain',
        'text/csv',
      ),
      body: fc.oneof(
        {
          weight: 4,
          arbitrary: fc.dictionary(fc.constantFrom(...names), value).map((body) => JSON.stringify(body)),
        },
        { weight: 1, arbitrary: value.map((body) => JSON.stringify(body)) },
        { weight: 1, arbitrary: fc.constantFrom('{', 'null', '[1,', '"', '\u0000') },
      ),
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ operation, ...parts }) => {
        const { status, type, body } = await call(operation, parts);
        const where = `${operation.method} ${operation.path}: ${status}`;
        // 502 to 504: the provider refused, is unavailable, or did not confirm the call.
        expect([where, status === 500 || status > 504]).toEqual([where, false]);
        if (status < 400) return;
        expect([where, type]).toEqual([where, expect.stringContaining('application/json')]);
        // A refused order is a SubmitResult, anything else has the body of the exception filter.
        const { state, statusCode } = JSON.parse(body) as { state?: unknown; statusCode?: unknown };
        expect([where, statusCode === status || typeof state === 'string']).toEqual([where, true]);
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 400) },
    );
  });
});
