import { afterEach, describe, expect, it } from '@jest/globals';
import type { Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { IletimerkeziModule } from './iletimerkezi.module.js';
import type { IletimerkeziOptions } from '../options/iletimerkezi.options.js';
import { Storages } from '../storage/storages.js';
import { OutboxService } from '../outbox/outbox.service.js';
import { Pseudonyms } from '../outbox/pseudonyms.js';
import { becomes } from '../test-support/becomes.js';
import { createSpecDatabase, type SpecDatabase, urlOf } from '../test-support/database.js';
import { dropRegistryTables } from '../test-support/ledger-tables.js';
import { replaceNumbers } from '../test-support/outbox-tables.js';
import { emulatorAccount } from '../test-support/test-app.js';
import { ConsentVerification } from '../consents/registry/verification/consent-verification.js';
import { IletimerkeziAccounts } from './accounts.js';
import { ConsentsService } from '../consents/consents.service.js';
import { AccountContexts } from '../client/account-contexts.js';

let app: TestingModule | undefined;
let spec: SpecDatabase | undefined;
afterEach(async () => {
  await app?.close();
  await spec?.drop();
  [app, spec] = [undefined, undefined];
});

/** Starts an account with a separate database and an unreachable provider. */
async function start(options: Partial<IletimerkeziOptions>) {
  const lines: string[] = [];
  const keep = (line: unknown): void => void lines.push(String(line));
  spec = await createSpecDatabase();
  const account = { ...emulatorAccount('http://127.0.0.1:1'), storage: { url: urlOf(spec) }, ...options };
  app = await Test.createTestingModule({ imports: [IletimerkeziModule.forRoot(account)] })
    .setLogger({ log: keep, warn: keep, error: keep })
    .compile();
  await app.init();
  const get = <Part>(part: Type<Part>): Part => app!.get(part, { strict: false });
  const db = get(Storages).of('default')?.kysely;
  if (db === undefined) throw new Error('the account has no storage');
  return { lines, get, db };
}

describe('an account with storage', () => {
  it.each([
    ['logs at boot without a brand code that no consents guard its commercial messages', undefined, 1],
    ['does not log that with a brand code', '1234', 0],
  ])('%s', async (_, brandCode, times) => {
    const { lines } = await start({ brandCode });
    expect(lines.filter((line) => line.includes('no consents guard its commercial messages'))).toHaveLength(
      times,
    );
  });

  it('finds the recipients of a campaign with pseudonymized numbers by the key of its options', async () => {
    const hashKey = 'k'.repeat(32);
    const { get, db } = await start({ outbox: { run: false, retention: { hashKey } } });
    const [recipient, other] = ['+905301234567', '+905301234568'];
    const campaign = await get(OutboxService).enqueue({
      kind: 'transactional',
      text: 'Kodunuz 1',
      recipients: [recipient],
    });
    await replaceNumbers(db, campaign.id, new Pseudonyms(hashKey).of(campaign.id, recipient));
    expect(await campaign.includes(recipient)).toBe(true);
    expect(await campaign.includes(other)).toBe(false);
  });

  it('logs only the error name when consents cannot be registered or verified', async () => {
    const { lines, get, db } = await start({});
    await dropRegistryTables(db);
    get(ConsentsService).registry.resume();
    expect(await get(ConsentVerification).fire(new Date())).toBeUndefined();
    const wanted = ['Consents are not registered: error', 'Consents are not verified: error'];
    await becomes(() => wanted.filter((line) => lines.includes(line)), wanted, 90_000);
  });
});

describe('the accounts', () => {
  it('report a missing module when none is imported', () => {
    expect(() => new IletimerkeziAccounts(new AccountContexts()).get()).toThrow(
      'There is no account "default".',
    );
  });
});
