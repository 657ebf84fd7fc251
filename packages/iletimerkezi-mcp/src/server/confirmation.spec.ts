import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@modelcontextprotocol/client';
import { errorCodeOf, PHONE, sendArguments, startHarness, type Harness } from '../test-support/harness.js';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterEach(() => harness.emulator.reset());
afterAll(() => harness.close());

const requests = () => harness.emulator.journal(1_000).filter(({ endpoint }) => endpoint === 'send-sms');
const sends = (): number => requests().length;
const accepted = (): number => requests().filter(({ code }) => code === 200).length;

const send = (client: Client, args: Record<string, unknown>) =>
  client.callTool({ name: 'send_sms', arguments: args });

/** Connects a client that answers each question with these contents, or declines without one. */
async function connectAsking(answer?: Record<string, unknown>) {
  const asked: string[] = [];
  const client = await harness.connect({ capabilities: { elicitation: {} } });
  client.setRequestHandler('elicitation/create', ({ params }) => {
    asked.push(params.message);
    return answer === undefined
      ? { action: 'decline' }
      : { action: 'accept', content: { ...answer } as { confirm: boolean } };
  });
  return { client, asked };
}

describe('A client that can ask a person', () => {
  it('shows text, recipients and credits, and sends once the person confirms', async () => {
    harness.serve({ allow: ['send'], locale: 'en' });
    const { client, asked } = await connectAsking({ confirm: true });
    const result = await send(client, sendArguments('Toplanti saat 10:00', PHONE, '+905301234568'));
    expect(result.structuredContent).toMatchObject({ status: 'sent', recipients: 2 });
    expect(asked).toEqual([expect.stringContaining('Text: Toplanti saat 10:00')]);
    expect(asked[0]).toContain('Recipients: 2');
    expect(asked[0]).toContain('Credits, at most: 2');
    expect(sends()).toBe(1);
  });

  // guarantee: G-145
  it.each([
    ['declines', undefined],
    ['does not tick the box', { confirm: false }],
  ])('sends nothing when the person %s', async (_, answer) => {
    harness.serve({ allow: ['send'] });
    const { client } = await connectAsking(answer);
    const result = await send(client, sendArguments('Merhaba'));
    expect([result.isError, errorCodeOf(result)]).toEqual([true, 'confirmation-declined']);
    expect(sends()).toBe(0);
  });

  it('is asked although the model passes a token', async () => {
    harness.serve({ allow: ['send'] });
    const { client, asked } = await connectAsking();
    const preview = await client.callTool({
      name: 'preview_message',
      arguments: { kind: 'transactional', text: 'Merhaba', recipients: [PHONE] },
    });
    const { confirmation } = preview.structuredContent as { confirmation: string };
    await send(client, { ...sendArguments('Merhaba'), confirmation });
    expect(asked).toHaveLength(1);
    expect(sends()).toBe(0);
  });
});

describe('A client without elicitation', () => {
  // guarantee: G-145
  it('gets a preview and a token first, and sends with the token', async () => {
    harness.serve({ allow: ['send'] });
    const client = await harness.connect();
    const first = await send(client, sendArguments('Merhaba'));
    expect(first.structuredContent).toMatchObject({
      status: 'confirmation-required',
      preview: { text: 'Merhaba', recipients: 1, credits: 1 },
    });
    expect(sends()).toBe(0);
    const { confirmation } = first.structuredContent as { confirmation: string };
    const second = await send(client, { ...sendArguments('Merhaba'), confirmation });
    expect(second.structuredContent).toMatchObject({ status: 'sent' });
    expect(sends()).toBe(1);
  });

  it('sends with the token of preview_message', async () => {
    harness.serve({ allow: ['send'] });
    const client = await harness.connect();
    const preview = await client.callTool({
      name: 'preview_message',
      arguments: { kind: 'transactional', text: 'Merhaba', recipients: [PHONE] },
    });
    const { confirmation } = preview.structuredContent as { confirmation: string };
    const result = await send(client, { ...sendArguments('Merhaba'), confirmation });
    expect(result.structuredContent).toMatchObject({ status: 'sent' });
  });

  // guarantee: G-145
  it.each([
    ['another text', sendArguments('Merhabalar')],
    ['another recipient', sendArguments('Merhaba', '+905301234599')],
    ['one recipient more', sendArguments('Merhaba', PHONE, '+905301234599')],
  ])('does not send %s with a token', async (_, other) => {
    harness.serve({ allow: ['send'] });
    const client = await harness.connect();
    const first = await send(client, sendArguments('Merhaba'));
    const { confirmation } = first.structuredContent as { confirmation: string };
    const result = await send(client, { ...other, confirmation });
    expect([result.isError, errorCodeOf(result)]).toEqual([true, 'confirmation-invalid']);
    expect(sends()).toBe(0);
  });

  // guarantee: G-146
  it('sends once for 100 parallel confirmations', async () => {
    harness.serve({ allow: ['send'] });
    const client = await harness.connect();
    const first = await send(client, sendArguments('Merhaba'));
    const { confirmation } = first.structuredContent as { confirmation: string };
    const results = await Promise.all(
      Array.from({ length: 100 }, () => send(client, { ...sendArguments('Merhaba'), confirmation })),
    );
    const sent = results.filter(({ isError }) => isError !== true);
    expect(sent).toHaveLength(1);
    expect(results.filter(({ isError }) => isError).map(errorCodeOf)).toEqual(
      Array(99).fill('confirmation-used'),
    );
    expect(sends()).toBe(1);
  });

  it('changes nothing when the policy wants elicitation', async () => {
    harness.serve({ allow: ['send'], confirmation: 'elicitation' });
    const client = await harness.connect();
    const result = await send(client, sendArguments('Merhaba'));
    expect(errorCodeOf(result)).toBe('elicitation-required');
  });
});

describe('The policy', () => {
  it('refuses more recipients than the cap of a call', async () => {
    harness.serve({ allow: ['send'], caps: { call: { recipients: 1 } } });
    const client = await harness.connect();
    const result = await send(client, sendArguments('Merhaba', PHONE, '+905301234568'));
    expect(errorCodeOf(result)).toBe('cap-exceeded');
  });

  it('refuses what exceeds the cap of an hour, and does not count a refused send', async () => {
    harness.serve({ allow: ['send'], caps: { hour: { recipients: 2 } } });
    const { client } = await connectAsking({ confirm: true });
    const { order } = sendArguments('Bir') as { order: object };
    const refused = await send(client, { order: { ...order, sender: 'YABANCI' } });
    expect(refused.isError).toBe(true);
    await send(client, sendArguments('Iki'));
    await send(client, sendArguments('Uc'));
    const fourth = await send(client, sendArguments('Dort'));
    expect(errorCodeOf(fourth)).toBe('cap-exceeded');
    expect(accepted()).toBe(2);
  });

  it('sends no commercial message without stored consents', async () => {
    harness.serve({ allow: ['send'] });
    const { client, asked } = await connectAsking({ confirm: true });
    const args = sendArguments('Indirim') as { order: Record<string, unknown> };
    const result = await send(client, { order: { ...args.order, iys: '1', iysList: 'BIREYSEL' } });
    expect([errorCodeOf(result), asked.length, sends()]).toEqual(['commercial-needs-storage', 0, 0]);
  });

  it('asks before it blocks or unblocks a number', async () => {
    harness.serve({ allow: ['blacklist'] });
    const { client, asked } = await connectAsking({ confirm: true });
    const call = (name: string) => client.callTool({ name, arguments: { blacklist: { number: PHONE } } });
    expect((await call('add_blacklist')).structuredContent).toMatchObject({ status: 'blocked' });
    expect((await call('delete_blacklist')).structuredContent).toMatchObject({ status: 'unblocked' });
    expect(asked).toEqual([expect.stringContaining(PHONE), expect.stringContaining(PHONE)]);
  });
});

describe('An answer', () => {
  // guarantee: G-147
  it('masks numbers that the call does not name', async () => {
    harness.serve({ allow: ['blacklist'] });
    await harness.account.blacklist.add(PHONE);
    const client = await harness.connect();
    const masked = await client.callTool({ name: 'get_blacklist', arguments: {} });
    expect(JSON.stringify(masked)).not.toContain('1234567');
    expect(masked.structuredContent).toMatchObject({ numbers: ['+9053•••••67'] });
    harness.serve({ showNumbers: true });
    const open = await harness.connect();
    const shown = await open.callTool({ name: 'get_blacklist', arguments: {} });
    expect(shown.structuredContent).toMatchObject({ numbers: [PHONE] });
  });

  it('explains an error in the language of the server, with the paths of the tool’s schema', async () => {
    harness.serve({ allow: ['send'], locale: 'tr' });
    const client = await harness.connect();
    const result = await send(client, sendArguments('Merhaba', '12'));
    const [sentences] = result.content as { text: string }[];
    expect(sentences?.text).toContain('order.message.receipents.number[0]: numarada eksik hane var');
  });

  it('refuses arguments that do not match the schema', async () => {
    harness.serve();
    const client = await harness.connect();
    const result = await client.callTool({ name: 'get_report', arguments: { order: {} } });
    expect([result.isError, errorCodeOf(result)]).toEqual([true, 'arguments-invalid']);
  });
});
