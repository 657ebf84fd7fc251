// heavy: 10,000 calls
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TOOLS } from '../tools/index.js';
import { PHONE, startHarness, type Harness } from '../test-support/harness.js';

const CALLS = 10_000;
const SEED = 20_261_129;

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.close());

interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
}

const TEXTS = fc.oneof(
  fc.constantFrom(
    PHONE,
    '5301234567',
    'EMULATOR',
    'APITEST',
    '1',
    '2026-11-29',
    '29/11/2030 10:00',
    'Merhaba',
  ),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);

/** Values that mostly fit a schema, so that calls get beyond the parser. */
function fitting({ type, properties, required = [], items, enum: words }: Schema): fc.Arbitrary<unknown> {
  if (words !== undefined) return fc.constantFrom(...words);
  const kind = typeof type === 'string' ? type : type?.[0];
  if (kind === 'object')
    return fc.record(
      Object.fromEntries(Object.entries(properties ?? {}).map(([name, schema]) => [name, fuzzed(schema)])),
      { requiredKeys: [...required] },
    );
  if (kind === 'array') return fc.array(fuzzed(items ?? {}), { maxLength: 3 });
  if (kind === 'integer') return fc.integer({ min: -1, max: 2 });
  if (kind === 'boolean') return fc.boolean();
  return TEXTS;
}

const fuzzed = (schema: Schema): fc.Arbitrary<unknown> =>
  fc.oneof(
    { arbitrary: fitting(schema), weight: 30 },
    { arbitrary: fc.jsonValue({ maxDepth: 2 }), weight: 1 },
  );

const statusOf = (content: unknown): unknown =>
  typeof content === 'object' && content !== null ? Reflect.get(content, 'status') : undefined;

const REFUSED = { isError: true, structuredContent: undefined };

const anyCall = fc.oneof(
  ...TOOLS.map(({ name, inputSchema }) => fuzzed(inputSchema as Schema).map((args) => ({ name, args }))),
);

/** Calls that wait for the emulator at the same time. */
const AT_ONCE = 20;

// The claim is about sends: whatever a client passes, the answer is a result and no request to send leaves.
// guarantee: G-145
it(`answers ${CALLS} random calls, and sends nothing without a confirmation`, async () => {
  harness.serve({ allow: ['send', 'consents', 'blacklist'] });
  const client = await harness.connect();
  const calls = fc.sample(anyCall, { numRuns: CALLS, seed: SEED });
  const outcomes = { answered: 0, refused: 0, asked: 0 };
  const left = calls.values();
  const work = async (): Promise<void> => {
    for (const { name, args } of left) {
      // Arguments that are no object are refused by the protocol itself.
      const isCallable = typeof args === 'object' && args !== null && !Array.isArray(args);
      const call = client.callTool({ name, arguments: args as Record<string, unknown> });
      const result = await (isCallable ? call : call.catch(() => REFUSED));
      if (result.isError === true) outcomes.refused += 1;
      else if (statusOf(result.structuredContent) === 'confirmation-required') outcomes.asked += 1;
      else outcomes.answered += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const writes = new Set(['send-sms', 'cancel-order', 'add-blacklist', 'delete-blacklist', 'iys-register']);
  const written = harness.emulator.journal(CALLS * 2).filter(({ endpoint }) => writes.has(String(endpoint)));
  expect(written).toEqual([]);
  expect(harness.errors).toEqual([]);
  // The calls reach every kind of outcome, so that the test can fail.
  expect(Object.values(outcomes).every((count) => count > 100)).toBe(true);
});
