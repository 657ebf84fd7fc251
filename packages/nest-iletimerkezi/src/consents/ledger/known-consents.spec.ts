import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConsentChannel, RecipientType } from 'iletimerkezi-core';
import { MigratedDatabase } from '../../test-support/database.js';
import { ledgerOn } from '../../test-support/consents.js';
import type { ConsentEntry } from './ledger.types.js';

let database: MigratedDatabase;
beforeAll(async () => {
  database = await MigratedDatabase.open();
});
afterAll(() => database.close());

const ago = (ms: number): Date => new Date(Date.now() - ms);
const consent = (channel: ConsentChannel, recipientType: RecipientType, at: Date): ConsentEntry => ({
  recipient: channel === 'EPOSTA' ? 'ayse@ornek.com' : '+905301234567',
  recipientType,
  channel,
  status: 'ONAY',
  source: 'HS_WEB',
  consentDate: at,
});

describe('a current consent', () => {
  const kinds = (['MESAJ', 'ARAMA', 'EPOSTA'] as const).flatMap((channel) =>
    (['BIREYSEL', 'TACIR'] as const).map((type) => [channel, type] as const),
  );

  it('is separate for each channel and recipient type', async () => {
    const ledger = ledgerOn({ name: 'default', brandCode: '1' }, database.kysely);
    const outcome = async (change: Partial<ConsentEntry>, at: Date) => {
      const { recorded } = await ledger.recordMany(
        kinds.map(([channel, type]) => ({ ...consent(channel, type, at), ...change })),
        { history: true },
      );
      return new Set(recorded.map(({ registration, reason }) => reason ?? registration));
    };
    // Nothing is known of any of them, then each is.
    expect(await outcome({ status: 'RET' }, ago(4_000))).toEqual(new Set(['first-is-refusal']));
    expect(await outcome({}, ago(3_000))).toEqual(new Set(['queued']));
    expect(await outcome({}, ago(2_000))).toEqual(new Set(['repeated-status']));
    expect(await outcome({ status: 'RET' }, ago(1_000))).toEqual(new Set(['queued']));
    expect(await ledger.totals()).toHaveLength(kinds.length);
  });

  it('accepts a landline for ARAMA only with the option', async () => {
    const call = { ...consent('ARAMA', 'TACIR', ago(1_000)), recipient: '0212 555 44 33' };
    const ledger = ledgerOn({ name: 'default', brandCode: '3' }, database.kysely);
    await expect(ledger.record(call)).rejects.toMatchObject({
      faults: [{ field: 'recipient', reason: 'landline' }],
    });
    const { recipient, recipientType, channel } = call;
    // A refusal of calls is binding here, whatever the provider takes.
    expect(await ledger.optOut({ recipient, recipientType, channel })).toMatchObject({
      registration: 'refused',
      repeated: false,
    });
    expect(await ledger.current(call)).toMatchObject({ status: 'RET', recipient: '+902125554433' });

    const lenient = ledgerOn({ name: 'default', brandCode: '4', landlines: true }, database.kysely);
    expect(await lenient.record(call)).toMatchObject({ registration: 'queued' });
  });

  it('is listed with its registration, if it has one', async () => {
    const ledger = ledgerOn({ name: 'default', brandCode: '2' }, database.kysely);
    await ledger.record(consent('MESAJ', 'TACIR', ago(1_000)), { register: false });
    await ledger.record(consent('MESAJ', 'BIREYSEL', ago(1_000)));
    const { consents } = await ledger.list();
    expect(consents.map(({ recipientType, registration }) => [recipientType, registration])).toEqual([
      ['BIREYSEL', 'queued'],
      ['TACIR', undefined],
    ]);
  });
});
