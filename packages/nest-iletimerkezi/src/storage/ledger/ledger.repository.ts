import type { ConsentRecipient } from 'iletimerkezi-core';
import { type Kysely, sql, type Transaction } from 'kysely';
import { newId } from '../../common/ids.js';
import type { DeclineRecord, LedgerRecord } from './ledger-rows.js';
import { onlyRow } from '../only-row.js';
import type { Tables } from '../schema.js';
import { countsFromOf } from './counts-from.js';
import { inTransaction } from '../repeat.js';

type Row = Omit<LedgerRecord, 'recipient' | 'salt' | 'text' | 'registration' | 'registrationReason'> & {
  recipient: ConsentRecipient | null;
  salt: string | null;
  text: string | null;
  registration: LedgerRecord['registration'] | null;
  registrationReason: string | null;
};

const SELECT_RECORD = sql`
  select r.brand_code as "brandCode", r.position, p.recipient, r.recipient_type as "recipientType", r.channel, r.status,
    r.source, r.consent_date as "consentDate", r.recorded_at as "recordedAt", r.origin, r.form, p.trace,
    encode(p.salt, 'hex') as salt, encode(r.commitment, 'hex') as commitment, encode(r.hash, 'hex') as hash,
    t.text, g.state as registration, g.reason as "registrationReason"
  from iletimerkezi.consent_records r
  left join iletimerkezi.consent_personal p using (brand_code, position)
  left join iletimerkezi.consent_registrations g using (brand_code, position)
  left join iletimerkezi.consent_texts t on t.hash = decode(r.form::json->>'textHash', 'hex')`;

/** Reads the consent ledger, and erases personal data in it. */
export class LedgerRepository {
  constructor(private readonly db: Kysely<Tables>) {}

  async head(brandCode: string): Promise<{ length: number; head: string } | undefined> {
    const { rows } = await sql<{ length: number; head: string }>`
      select length, encode(head, 'hex') as head from iletimerkezi.consent_chains where brand_code = ${brandCode}`.execute(
      this.db,
    );
    return rows[0];
  }

  /** Returns the position of the newest record, independent of the chain's length; 0 without one. */
  async last(brandCode: string): Promise<number> {
    const { rows } = await sql<{ last: number }>`
      select coalesce(max(position), 0)::float8 as last from iletimerkezi.consent_records where brand_code = ${brandCode}`.execute(
      this.db,
    );
    return onlyRow(rows).last;
  }

  /** Returns records of a chain in order, after a position. */
  async page(brandCode: string, after: number, limit: number): Promise<LedgerRecord[]> {
    const { rows } = await sql<Row>`${SELECT_RECORD}
      where r.brand_code = ${brandCode} and r.position > ${after} order by r.position limit ${limit}`.execute(
      this.db,
    );
    return rows.map(fromRow);
  }

  /** Returns all records of a recipient, oldest first. */
  async history(brandCode: string, recipient: ConsentRecipient): Promise<LedgerRecord[]> {
    const { rows } = await sql<Row>`${SELECT_RECORD}
      where p.recipient = ${recipient} and p.brand_code = ${brandCode} order by r.position`.execute(this.db);
    return rows.map(fromRow);
  }

  /** Returns refusals in forms without a record, oldest first. */
  async declines(brandCode: string, recipient: ConsentRecipient): Promise<DeclineRecord[]> {
    const { rows } = await sql<DeclineRecord & { recipientType: DeclineRecord['recipientType'] | null }>`
      select declined_at as "declinedAt", recipient_type as "recipientType", channel, source, form, trace
        from iletimerkezi.consent_declines where brand_code = ${brandCode} and recipient = ${recipient}
       order by declined_at, id`.execute(this.db);
    return rows.map(({ recipientType, ...rest }) => ({ ...rest, recipientType: recipientType ?? undefined }));
  }

  /**
   * Erases recipient, trace and salt of records; the chain stays valid. Deletes states and evidence of the person, and ends
   * registrations that were not submitted.
   * @param reason required while a consent stands or ended less than three years ago.
   * @returns the number of records erased, or the obstacle, without a change.
   */
  async erase(
    brandCode: string,
    recipient: ConsentRecipient,
    reason: string | undefined,
  ): Promise<number | 'consent-stands' | 'withdrawal-recent'> {
    return inTransaction(this.db, async (tx) => {
      // Locks the chain, so that no consent is recorded between the check and the erasure.
      await sql`select from iletimerkezi.consent_chains where brand_code = ${brandCode} for update`.execute(
        tx,
      );
      const obstacle = reason === undefined ? await this.#obstacle(tx, brandCode, recipient) : undefined;
      if (obstacle !== undefined) return obstacle;
      const { rows } = await sql<{ position: number }>`
        delete from iletimerkezi.consent_personal where brand_code = ${brandCode} and recipient = ${recipient}
        returning position`.execute(tx);
      await sql`delete from iletimerkezi.consent_states
        where brand_code = ${brandCode} and recipient = ${recipient}`.execute(tx);
      await sql`delete from iletimerkezi.consent_checks
        where brand_code = ${brandCode} and recipient = ${recipient}`.execute(tx);
      await sql`delete from iletimerkezi.consent_declines
        where brand_code = ${brandCode} and recipient = ${recipient}`.execute(tx);
      await sql`update iletimerkezi.commercial_sends set allowed = array_remove(allowed, ${recipient})
        where brand_code = ${brandCode} and ${recipient} = any(allowed)`.execute(tx);
      await this.#erased(
        tx,
        brandCode,
        rows.map(({ position }) => position),
        reason ?? 'person',
      );
      return rows.length;
    });
  }

  /** Returns why a person's evidence has to be kept. Source: regulation 2015/29417, art. 13. */
  async #obstacle(
    tx: Transaction<Tables>,
    brandCode: string,
    recipient: ConsentRecipient,
  ): Promise<'consent-stands' | 'withdrawal-recent' | undefined> {
    const { rows } = await sql<{ stands: boolean; recent: boolean }>`
      with theirs as materialized (
        select r.recipient_type, r.channel, r.status, r.recorded_at from iletimerkezi.consent_personal p
          join iletimerkezi.consent_records r using (brand_code, position)
         where p.recipient = ${recipient} and p.brand_code = ${brandCode})
      select exists (select from iletimerkezi.consent_states
          where brand_code = ${brandCode} and recipient = ${recipient} and status = 'ONAY') as stands,
        exists (select from theirs n join theirs o using (recipient_type, channel)
          where n.status = 'RET' and o.status = 'ONAY'
            and n.recorded_at > clock_timestamp() - interval '3 years') as recent`.execute(tx);
    const { stands, recent } = onlyRow(rows);
    return stands ? 'consent-stands' : recent ? 'withdrawal-recent' : undefined;
  }

  /** Erases personal data in records whose validity ended before that moment. @returns the number of records. */
  async eraseEnded(brandCode: string, before: Date, limit: number): Promise<number> {
    let erased = 0;
    for (let more = 1; more > 0; erased += more) {
      more = await inTransaction(this.db, async (tx) => {
        const { rows } = await sql<{ position: number }>`
          with ended as materialized (
            select r.position
              from iletimerkezi.consent_records r
              join iletimerkezi.consent_personal p using (brand_code, position)
             where r.brand_code = ${brandCode} and r.recorded_at < ${before}
               and not exists (select from iletimerkezi.consent_states s
                 where s.recipient = p.recipient and s.brand_code = p.brand_code and s.position = r.position)
               and exists (select from iletimerkezi.consent_personal q
                 join iletimerkezi.consent_records n using (brand_code, position)
                 where q.recipient = p.recipient and q.brand_code = p.brand_code
                   and n.recipient_type = r.recipient_type and n.channel = r.channel and n.status <> r.status
                   and n.recorded_at < ${before}
                   and (${sql.raw(countsFromOf('n'))}, n.status = 'RET', n.position)
                     > (${sql.raw(countsFromOf('r'))}, r.status = 'RET', r.position))
             order by r.position limit ${limit})
          delete from iletimerkezi.consent_personal p using ended
           where p.brand_code = ${brandCode} and p.position = ended.position
          returning p.position`.execute(tx);
        const positions = rows.map(({ position }) => position);
        if (positions.length > 0) await this.#erased(tx, brandCode, positions, 'retention');
        return positions.length;
      });
    }
    await sql`delete from iletimerkezi.consent_declines
      where brand_code = ${brandCode} and declined_at < ${before}`.execute(this.db);
    return erased;
  }

  /** Ends registrations that were not submitted, and stores the erasure with its reason. */
  async #erased(
    tx: Transaction<Tables>,
    brandCode: string,
    positions: readonly number[],
    reason: string,
  ): Promise<void> {
    await sql`update iletimerkezi.consent_registrations set state = 'refused', reason = 'erased', changed_at = now()
      where brand_code = ${brandCode} and position = any(${positions}::bigint[]) and state in ('queued', 'held')`.execute(
      tx,
    );
    if (positions.length === 0) return;
    await sql`insert into iletimerkezi.consent_erasures (id, brand_code, records, reason)
      values (${newId()}, ${brandCode}, ${positions.length}, ${reason})`.execute(tx);
  }
}

const fromRow = ({
  recipient,
  salt,
  text,
  registration,
  registrationReason,
  ...rest
}: Row): LedgerRecord => ({
  ...rest,
  recipient: recipient ?? undefined,
  salt: salt ?? undefined,
  text: text ?? undefined,
  registration: registration ?? undefined,
  registrationReason: registrationReason ?? undefined,
});
