// starts: PostgreSQL
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Client } from '@modelcontextprotocol/client';
import { errorCodeOf, sendArguments, startHarness, type Harness } from '../test-support/harness.js';

const CAP = 20;
const POLICY = { allow: ['send'], caps: { hour: { recipients: CAP } } } as const;

let folder: string;
/** Two applications on one database, each with its own connections. */
const instances: Harness[] = [];
const clients: Client[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mcp-'));
  for (let instance = 0; instance < 2; instance += 1) {
    const harness = await startHarness({ storage: { dir: folder } });
    instances.push(harness);
    harness.serve(POLICY);
    clients.push(await harness.connect());
  }
});
afterAll(async () => {
  for (const instance of instances) await instance.close();
  rmSync(folder, { recursive: true, force: true });
});

const send = (client: Client, text: string, more: object = {}) =>
  client.callTool({ name: 'send_sms', arguments: { ...sendArguments(text), ...more } });

// guarantee: G-160
it('never exceeds a cap with parallel confirmations on two instances', async () => {
  const previews = await Promise.all(
    clients.flatMap((client, instance) =>
      Array.from({ length: CAP }, async (_, index) => {
        const text = `Mesaj ${instance} ${index}`;
        const { structuredContent } = await send(client, text);
        return { client, text, ...(structuredContent as { confirmation: string }) };
      }),
    ),
  );
  const results = await Promise.all(
    previews.map(({ client, text, confirmation }) => send(client, text, { confirmation })),
  );
  const refused = results.filter(({ isError }) => isError);
  expect(refused.map(errorCodeOf)).toEqual(Array(CAP).fill('cap-exceeded'));
  // A repetition of a send that counted already is answered with its campaign.
  const done = results.findIndex(({ isError }) => !isError);
  const { client, text, confirmation } = previews[done]!;
  expect((await send(client, text, { confirmation })).structuredContent).toEqual({
    ...(results[done]?.structuredContent as object),
    repeated: true,
  });
  const [first] = instances;
  expect(await first?.account.outbox.campaigns({ limit: 3 * CAP })).toHaveLength(CAP);
  // Both instances refuse the next send before they ask.
  for (const next of clients) expect(errorCodeOf(await send(next, 'Sonraki'))).toBe('cap-exceeded');
});
