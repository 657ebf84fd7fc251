import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { countsFromOf } from '../storage/ledger/counts-from.js';
import type { Tables } from '../storage/schema.js';

/**
 * The tables of the consents, for specs. Holds what the public API cannot do: changes behind the ledger's back, the passing
 * of time, the states that a crash leaves, and reads of rows that no method returns.
 */
type Db = Kysely<Tables>;

/** Runs statements without triggers, as the owner of the database can. */
const withoutTriggers = (db: Db, ...statements: readonly RawBuilder<unknown>[]): Promise<void> =>
  db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = 'replica'`.execute(tx);
    for (const statement of statements) await statement.execute(tx);
  });

/** A change that the triggers of the ledger reject. */
export interface ForbiddenChange {
  readonly name: string;
  readonly statement: RawBuilder<unknown>;
}

export const FORBIDDEN_CHANGES: readonly ForbiddenChange[] = [
  { name: 'a changed record', statement: sql`update iletimerkezi.consent_records set status = 'RET'` },
  { name: 'deleted records', statement: sql`delete from iletimerkezi.consent_records` },
  { name: 'truncated records', statement: sql`truncate iletimerkezi.consent_records` },
  { name: 'a changed recipient', statement: sql`update iletimerkezi.consent_personal set recipient = 'x'` },
];

/** Attempts a change with the triggers of the ledger in place. */
export async function attemptChange(db: Db, { statement }: ForbiddenChange): Promise<void> {
  await statement.execute(db);
}

/** Changes the records of one brand behind the ledger's back. */
export class LedgerTampering {
  constructor(
    private readonly db: Db,
    private readonly brandCode: string,
  ) {}

  changeStatus(position: number, status: 'ONAY' | 'RET'): Promise<void> {
    return withoutTriggers(
      this.db,
      sql`update iletimerkezi.consent_records set status = ${status} where ${this.#at(position)}`,
    );
  }

  changeRecipient(position: number, recipient: string): Promise<void> {
    return withoutTriggers(
      this.db,
      sql`update iletimerkezi.consent_personal set recipient = ${recipient} where ${this.#at(position)}`,
    );
  }

  /** Changes a text that was shown. Brands that showed the same text share its row. */
  changeText(from: string, to: string): Promise<void> {
    return withoutTriggers(
      this.db,
      sql`update iletimerkezi.consent_texts set text = ${to} where text = ${from}`,
    );
  }

  removeRecord(position: number): Promise<void> {
    return withoutTriggers(
      this.db,
      sql`delete from iletimerkezi.consent_records where ${this.#at(position)}`,
    );
  }

  /** Lets the chain end at this position, without changes to its head. */
  shortenChain(length: number): Promise<void> {
    return withoutTriggers(
      this.db,
      sql`update iletimerkezi.consent_chains set length = ${length} where brand_code = ${this.brandCode}`,
    );
  }

  /** Lets the chain end with the record at this position. */
  cutChain(position: number): Promise<void> {
    return withoutTriggers(
      this.db,
      sql`update iletimerkezi.consent_chains c set length = r.position, head = r.hash
        from iletimerkezi.consent_records r
        where c.brand_code = ${this.brandCode} and r.brand_code = c.brand_code and r.position = ${position}`,
    );
  }

  removeChain(): Promise<void> {
    return withoutTriggers(
      this.db,
      sql`delete from iletimerkezi.consent_chains where brand_code = ${this.brandCode}`,
    );
  }

  /** Removes everything of the brand, so that its chain can be written anew. */
  removeLedger(): Promise<void> {
    const tables = ['records', 'personal', 'states', 'registrations', 'chains'];
    return withoutTriggers(
      this.db,
      ...tables.map(
        (name) =>
          sql`delete from ${sql.table(`iletimerkezi.consent_${name}`)} where brand_code = ${this.brandCode}`,
      ),
    );
  }

  #at(position: number): RawBuilder<unknown> {
    return sql`position = ${position} and brand_code = ${this.brandCode}`;
  }
}

/** Moves the records of a brand that were written during the last day into the past. */
export const backdateRecords = (db: Db, brandCode: string, byMs: number): Promise<void> => {
  const by = sql`make_interval(secs => ${byMs / 1_000})`;
  return withoutTriggers(
    db,
    sql`update iletimerkezi.consent_records set consent_date = consent_date - ${by}, recorded_at = recorded_at - ${by}
      where brand_code = ${brandCode} and recorded_at > now() - interval '1 day'`,
  );
};

/** Lets time pass for the current consents of these recipients. */
export async function backdateCurrent(db: Db, recipients: readonly string[], byMs: number): Promise<void> {
  await sql`update iletimerkezi.consent_states set as_of = as_of - make_interval(secs => ${byMs / 1_000})
    where recipient = any(${recipients}::text[])`.execute(db);
}

/** Makes a record current that is not, as releases did which rounded the dates of İYS. */
export async function forceCurrent(
  db: Db,
  brandCode: string,
  current: { readonly status: 'ONAY' | 'RET'; readonly asOf: Date; readonly position: number },
): Promise<void> {
  await sql`update iletimerkezi.consent_states
    set status = ${current.status}, as_of = ${current.asOf}, position = ${current.position}
    where brand_code = ${brandCode}`.execute(db);
}

/** Forgets which consents are current, and the answers of İYS. The records stay. */
export async function forgetCurrent(db: Db): Promise<void> {
  await sql`truncate iletimerkezi.consent_states, iletimerkezi.consent_checks`.execute(db);
}

/** Lets the deadline of a record's registration pass. */
export async function passDeadline(db: Db, account: string, position: number): Promise<void> {
  await sql`update iletimerkezi.consent_registrations set due_at = now() - interval '1 second'
    where account = ${account} and position = ${position}`.execute(db);
}

/** Queues the records of a brand for registration again, whoever has claimed them. */
export async function requeueRegistrations(db: Db, brandCode: string): Promise<void> {
  await sql`update iletimerkezi.consent_registrations set state = 'queued' where brand_code = ${brandCode}`.execute(
    db,
  );
}

/** An answer of İYS, given so many days ago. */
export interface PastAnswer {
  readonly recipient: string;
  readonly answer: 'granted' | 'none';
  readonly days: number;
}

/** Stores answers of İYS about individuals and text messages, as checks of the past did. */
export async function storeAnswers(db: Db, brandCode: string, answers: readonly PastAnswer[]): Promise<void> {
  await sql`insert into iletimerkezi.consent_checks
      (brand_code, recipient, recipient_type, channel, answer, checked_at)
    select ${brandCode}, recipient, 'BIREYSEL', 'MESAJ', answer, now() - make_interval(days => days)
      from json_to_recordset(${JSON.stringify(answers)}::json) as given (recipient text, answer text, days integer)`.execute(
    db,
  );
}

/** Lets time pass for the stored answers of İYS. */
export async function backdateAnswers(db: Db, brandCode: string, byMs: number): Promise<void> {
  await sql`update iletimerkezi.consent_checks set checked_at = checked_at - make_interval(secs => ${byMs / 1_000})
    where brand_code = ${brandCode}`.execute(db);
}

/** Returns whom the stored answers of İYS are about, in ascending order. */
export async function answeredRecipients(db: Db, brandCode: string): Promise<string[]> {
  const { rows } = await sql<{ recipient: string }>`select recipient from iletimerkezi.consent_checks
    where brand_code = ${brandCode} order by recipient`.execute(db);
  return rows.map(({ recipient }) => recipient);
}

/** Returns all records of a brand as text, without the tables of personal data. */
export async function recordsAsText(db: Db, brandCode: string): Promise<string> {
  const { rows } = await sql<{ all: string | null }>`select string_agg(r::text, ' ') as all
    from iletimerkezi.consent_records r where brand_code = ${brandCode}`.execute(db);
  return rows[0]?.all ?? '';
}

/** Returns the erasures of a brand with their reasons, and each as text. */
export async function erasuresOf(db: Db, brandCode: string): Promise<{ reason: string; text: string }[]> {
  const { rows } = await sql<{ reason: string; text: string }>`select reason, e::text as text
    from iletimerkezi.consent_erasures e where brand_code = ${brandCode}`.execute(db);
  return rows;
}

/** Returns the records on which sends rely whose provider order is unknown. */
export async function unconfirmedSends(db: Db): Promise<{ positions: number[] }[]> {
  const { rows } = await sql<{ positions: string[] }>`select positions from iletimerkezi.commercial_sends
    where provider_order_id is null`.execute(db);
  return rows.map(({ positions }) => ({ positions: positions.map(Number) }));
}

/** Returns how many direct commercial sends have a stored basis. */
export async function countSends(db: Db): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::integer as n from iletimerkezi.commercial_sends`.execute(db);
  return rows[0]?.n ?? 0;
}

/** Makes records unreadable from the commit of this transaction on. */
export async function hideConsentTexts(tx: Transaction<Tables>): Promise<void> {
  await sql`alter table iletimerkezi.consent_texts rename to consent_texts_away`.execute(tx);
}

/** Makes records readable again. */
export async function showConsentTexts(db: Db): Promise<void> {
  await sql`alter table iletimerkezi.consent_texts_away rename to consent_texts`.execute(db);
}

/** Removes tables so that every registration and verification fails. */
export async function dropRegistryTables(db: Db): Promise<void> {
  await sql`drop table iletimerkezi.verification_runs, iletimerkezi.consent_registrations`.execute(db);
}

/** Lets an instance that does not exist claim an account's verification run. */
export async function stealVerification(db: Db, account: string): Promise<void> {
  await sql`update iletimerkezi.verification_runs set claimed_by = gen_random_uuid(), claim_token = gen_random_uuid()
    where account = ${account}`.execute(db);
}

/** Replaces the claim token of an account's verification run. @returns whether there was a run. */
export async function replaceVerificationToken(db: Db, account: string): Promise<boolean> {
  const { rows } = await sql`update iletimerkezi.verification_runs set claim_token = gen_random_uuid()
    where account = ${account} returning id`.execute(db);
  return rows.length > 0;
}

/** Leaves a run as a claim does whose response was lost: running, with a token that its instance does not know. */
export async function loseVerificationClaim(db: Db, account: string): Promise<void> {
  await sql`update iletimerkezi.verification_runs set state = 'running', claim_token = gen_random_uuid()
    where account = ${account}`.execute(db);
}

/** Returns whether a verification run waits for an instance. */
export async function isVerificationFree(db: Db, account: string, id: string | undefined): Promise<boolean> {
  const { rows } = await sql`select from iletimerkezi.verification_runs
    where account = ${account} and id = ${id} and state = 'running' and claimed_by is null`.execute(db);
  return rows.length > 0;
}

/** Blocks all reads of the current consents until the transaction ends. */
export async function lockCurrent(tx: Transaction<Tables>): Promise<void> {
  await sql`lock table iletimerkezi.consent_states in access exclusive mode`.execute(tx);
}

/** Returns from when each decision counts, by the rule of the ledger's SQL. */
export async function countsFromInSql(
  db: Db,
  decisions: readonly { readonly status: string; readonly consentDate: Date; readonly recordedAt: Date }[],
): Promise<Date[]> {
  const { rows } = await sql<{ at: Date }>`
    select ${sql.raw(countsFromOf('r'))} as at from json_to_recordset(${JSON.stringify(decisions)}::json)
      as d (status text, "consentDate" timestamptz, "recordedAt" timestamptz)
      cross join lateral (select d.status, d."consentDate" as consent_date, d."recordedAt" as recorded_at) r`.execute(
    db,
  );
  return rows.map(({ at }) => at);
}
