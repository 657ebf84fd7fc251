import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountService } from '../client/account.service.js';
import { startTestApp, type TestApp } from '../test-support/test-app.js';
import { SmsService } from './sms.service.js';

const ROOT = new URL('../../../../', import.meta.url);

/** The message texts of the examples in the READMEs and the sending guide. */
const TEXTS = [
  'README.md',
  'README.tr.md',
  'packages/nest-iletimerkezi/README.md',
  'docs/sending.md',
].flatMap((file) =>
  [...readFileSync(new URL(file, ROOT), 'utf8').matchAll(/\btext: '([^']+)'/g)].map(
    ([, text]) => [file, text ?? ''] as const,
  ),
);

describe('the price of a message on the emulator without a seed', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  const bill = async (text: string): Promise<{ estimated: number; billed: number }> => {
    const sms = app.get(SmsService);
    const account = app.get(AccountService);
    const estimated = sms.estimate({ text }).totalParts;
    const before = (await account.balance()).sms;
    await sms.send({ kind: 'transactional', text, recipients: ['+905301234567'] });
    const after = (await account.balance()).sms;
    return { estimated, billed: Number(before) - Number(after) };
  };

  it('finds example texts', () => {
    expect(TEXTS.map(([file]) => file)).toContain('packages/nest-iletimerkezi/README.md');
  });

  it.each([...new Map(TEXTS.map(([file, text]) => [text, file]))])(
    'is billed as estimated: “%s” of %s',
    async (text) => {
      const { estimated, billed } = await bill(text);
      expect(billed).toBe(estimated);
      expect(billed).toBe(1);
    },
  );

  it('is billed as estimated when it depends on the character mode', async () => {
    expect(await bill('ş'.repeat(155))).toEqual({ estimated: 1, billed: 1 });
    expect(await bill('ş'.repeat(156))).toEqual({ estimated: 2, billed: 2 });
  });
});
