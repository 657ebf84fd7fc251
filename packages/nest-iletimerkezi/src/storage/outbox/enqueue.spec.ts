import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { newId } from '../../common/ids.js';
import { MigratedDatabase } from '../../test-support/database.js';
import { e164 } from '../../test-support/e164.js';
import { many } from '../../test-support/messages.js';
import { followStream } from '../events/followed-streams.js';
import { EnqueueStatements, ownTransaction } from './enqueue.js';

const ACCOUNT = 'shop';
const RECIPIENTS = 3;

let database: MigratedDatabase;
beforeAll(async () => {
  database = await MigratedDatabase.open();
  await followStream(database.kysely, 'events', 600_000);
});
afterAll(() => database.close());

/** Returns the number of rows of each table that a campaign has rows in. */
async function rowsOf(campaign: string) {
  const { rows } = await sql`select
      (select count(*) from iletimerkezi.campaigns where id = ${campaign})::integer as campaigns,
      (select count(*) from iletimerkezi.orders where campaign_id = ${campaign})::integer as orders,
      (select count(*) from iletimerkezi.recipients where campaign_id = ${campaign})::integer as recipients,
      (select count(*) from iletimerkezi.events where campaign_id = ${campaign})::integer as events`.execute(
    database.kysely,
  );
  return rows[0];
}

it('a discarded campaign leaves no row, and the other changes of its transaction are committed', async () => {
  const [kept, discarded] = [newId(), newId()];
  await database.kysely.transaction().execute(async (tx) => {
    const statements = new EnqueueStatements(ownTransaction(tx));
    for (const campaign of [kept, discarded]) {
      await statements.begin({ id: campaign, account: ACCOUNT });
      const order = newId();
      await statements.addRecipients({ campaign, order, numbers: many(RECIPIENTS).map(e164) }, undefined);
      await statements.addOrder(
        {
          id: order,
          campaign,
          account: ACCOUNT,
          lane: 'bulk',
          sender: 'SHOP',
          kind: 'transactional',
          texts: ['Merhaba'],
          recipientCount: RECIPIENTS,
        },
        undefined,
      );
    }
    await statements.discard(discarded);
  });
  expect(await rowsOf(kept)).toEqual({ campaigns: 1, orders: 1, recipients: RECIPIENTS, events: 1 });
  expect(await rowsOf(discarded)).toEqual({ campaigns: 0, orders: 0, recipients: 0, events: 0 });
});
