import { afterEach, describe, it } from '@jest/globals';
import { ScheduleModule } from '@nestjs/schedule';
import { Test, type TestingModule } from '@nestjs/testing';
import pg from 'pg';
import { IletimerkeziModule } from '../module/iletimerkezi.module.js';
import { becomes } from '../test-support/becomes.js';
import { createSpecDatabase, type SpecDatabase, urlOf } from '../test-support/database.js';
import { emulatorAccount } from '../test-support/test-app.js';

const POLLS = 5;
const POLL = 'pg_current_snapshot()::text as account';

let app: TestingModule | undefined;
let spec: SpecDatabase | undefined;
const { query } = pg.Client.prototype;
afterEach(async () => {
  pg.Client.prototype.query = query;
  await app?.close();
  await spec?.drop();
});

describe('an idle instance', () => {
  it.each([1, 10])('runs at most two statements per second with %i accounts', async (accounts) => {
    spec = await createSpecDatabase();
    const storage = { url: urlOf(spec) };
    const modules = Array.from({ length: accounts }, (_, index) =>
      IletimerkeziModule.forRoot({
        ...emulatorAccount('http://127.0.0.1:1'),
        account: index === 0 ? 'default' : `account-${index}`,
        storage,
        verification: {},
      }),
    );
    app = await Test.createTestingModule({ imports: [ScheduleModule.forRoot(), ...modules] })
      .setLogger({ log: () => undefined, warn: () => undefined, error: () => undefined })
      .compile();
    await app.init();
    /** Statements between two polls. Each worker claims once when it starts, so that the first intervals have more. */
    const intervals: number[] = [];
    let statements = 0;
    pg.Client.prototype.query = function counting(this: pg.Client, ...given: unknown[]) {
      const [config] = given;
      const text = typeof config === 'string' ? config : String(Object(config).text);
      statements += 1;
      if (text.includes(POLL)) {
        intervals.push(statements);
        statements = 0;
      }
      return Reflect.apply(query, this, given);
    };
    // One query for due work per second.
    const perPoll = (): number => {
      const last = intervals.slice(1).slice(-POLLS);
      return last.length < POLLS ? Infinity : last.reduce((sum, one) => sum + one, 0) / POLLS;
    };
    await becomes(() => perPoll() <= 2, true);
  });
});
