import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '@modelcontextprotocol/client';
import { STATUS_CODES } from 'iletimerkezi-core';
import { moduleErrorTexts } from 'nest-iletimerkezi';
import { errorCodeOf, startHarness, type Harness } from '../test-support/harness.js';

let harness: Harness;
let client: Client;
beforeAll(async () => {
  harness = await startHarness();
  harness.serve({ locale: 'en' });
  client = await harness.connect();
});
afterAll(() => harness.close());

describe('explain_error', () => {
  it('explains every code of the provider and of the packages in both languages', async () => {
    const names = [...STATUS_CODES.map(({ code }) => String(code)), ...Object.keys(moduleErrorTexts())];
    expect(names.length).toBeGreaterThan(80);
    for (const code of names) {
      const { structuredContent } = await client.callTool({ name: 'explain_error', arguments: { code } });
      expect(structuredContent).toMatchObject({
        tr: { title: expect.stringMatching(/./) },
        en: { title: expect.stringMatching(/./) },
      });
    }
  });

  it.each(['toString', '__proto__', '99999'])('knows no code %s', async (code) => {
    const result = await client.callTool({ name: 'explain_error', arguments: { code } });
    expect(errorCodeOf(result)).toBe('code-unknown');
  });
});

describe('count_segments', () => {
  it('lists what lengthens a text, and what a replacement saves', async () => {
    const text = `${'a'.repeat(100)}’`;
    const { structuredContent } = await client.callTool({
      name: 'count_segments',
      arguments: { text, characterMode: 'unicode', recipients: 10 },
    });
    expect(structuredContent).toMatchObject({
      encoding: 'ucs2',
      parts: 2,
      totalParts: 20,
      offenders: [{ position: 100, character: '’', replacement: "'" }],
      suggestion: { savedParts: 1 },
    });
  });
});

describe('preview_message', () => {
  it.each([
    '2099-01-20T10:00:00',
    '2099-01-20',
    '2099-02-30T10:00:00+03:00',
    '03/04/2099 10:00',
    'tomorrow',
    '',
  ])('refuses the time %j, which has no zone or does not exist', async (sendAt) => {
    const message = { kind: 'transactional', text: 'Merhaba', recipients: ['05301234567'], sendAt };
    const { structuredContent } = await client.callTool({ name: 'preview_message', arguments: message });
    expect(structuredContent).toMatchObject({
      valid: false,
      faults: [{ path: 'sendAt', code: 'not-a-date' }],
    });
  });
});

describe('Resources', () => {
  it('are the codes, one code, the senders as data, and a guide', async () => {
    const { resources } = await client.listResources();
    expect(resources.map(({ uri }) => uri)).toEqual([
      'iletimerkezi://errors',
      'iletimerkezi://senders',
      'iletimerkezi://guide',
    ]);
    const read = async (uri: string): Promise<string> => {
      const { contents } = await client.readResource({ uri });
      return (contents[0] as { text: string }).text;
    };
    expect(JSON.parse(await read('iletimerkezi://errors/450'))).toMatchObject({ code: 450 });
    expect(JSON.parse(await read('iletimerkezi://senders'))).toEqual({
      senders: ['EMULATOR'],
      untrusted: true,
    });
    expect(await read('iletimerkezi://guide')).toContain('preview_message');
    expect(JSON.parse(await read('iletimerkezi://errors'))).toHaveProperty('length');
  });
});

describe('Prompts', () => {
  it('are there in the language that is asked for', async () => {
    const { prompts } = await client.listPrompts();
    expect(prompts.map(({ name }) => name)).toEqual([
      'send_announcement',
      'check_delivery',
      'weekly_summary',
      'consent_lookup',
    ]);
    const textOf = async (language?: string): Promise<string> => {
      const { messages } = await client.getPrompt({
        name: 'send_announcement',
        arguments: { topic: 'x', ...(language && { language }) },
      });
      const [{ content } = { content: { text: '' } }] = messages;
      return (content as { text: string }).text;
    };
    expect(await textOf()).toContain('Prepare an SMS announcement');
    expect(await textOf('tr')).toContain('SMS duyurusu hazırla');
  });
});
