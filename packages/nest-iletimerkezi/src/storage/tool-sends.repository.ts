import { type Kysely, sql, type Transaction } from 'kysely';
import { inAccountTurn } from './account-turn.js';
import { onlyRow } from './only-row.js';
import type { Tables } from './schema.js';

type Db = Kysely<Tables> | Transaction<Tables>;

/** Recipients and credits of messages. */
export interface ToolSendSize {
  readonly recipients: number;
  /** Message credits: parts times recipients. */
  readonly credits: number;
}

/** A size for the last hour and for the last 24 hours. */
export interface ToolSendPeriods {
  readonly hour: ToolSendSize;
  readonly day: ToolSendSize;
}

/** A send of an assistant's tool that counts towards caps. */
export interface ToolSend extends ToolSendSize {
  /** Names the send: repeated reservations with one key count once. */
  readonly key: string;
  readonly caps: ToolSendPeriods;
}

/** The result of a reservation. */
export interface ToolSendReservation {
  readonly reserved: boolean;
  /** The sends that counted before this one. */
  readonly used: ToolSendPeriods;
}

interface UsedRow {
  readonly hourRecipients: number;
  readonly hourCredits: number;
  readonly dayRecipients: number;
  readonly dayCredits: number;
}

/** Counts the sends of assistants' tools of one account over all instances. The time is the database's. */
export class ToolSendsRepository {
  constructor(
    private readonly db: Kysely<Tables>,
    private readonly account: string,
  ) {}

  /** Returns the sends that count now. */
  async used(db: Db = this.db): Promise<ToolSendPeriods> {
    const { rows } = await sql<UsedRow>`
      select ${sum('recipients', 'hour')} as "hourRecipients", ${sum('credits', 'hour')} as "hourCredits",
        ${sum('recipients', 'day')} as "dayRecipients", ${sum('credits', 'day')} as "dayCredits"
      from iletimerkezi.tool_sends
      where account = ${this.account} and at > clock_timestamp() - interval '1 day'`.execute(db);
    const { hourRecipients, hourCredits, dayRecipients, dayCredits } = onlyRow(rows);
    return {
      hour: { recipients: hourRecipients, credits: hourCredits },
      day: { recipients: dayRecipients, credits: dayCredits },
    };
  }

  /** Counts a send if it fits into its caps. Instances reserve one after the other, so that they never exceed them together. */
  async reserve({ key, recipients, credits, caps }: ToolSend): Promise<ToolSendReservation> {
    return inAccountTurn(this.db, { account: this.account, purpose: 'tool sends' }, async (tx) => {
      await sql`delete from iletimerkezi.tool_sends
        where account = ${this.account} and at <= clock_timestamp() - interval '1 day'`.execute(tx);
      const used = await this.used(tx);
      const again = await sql`update iletimerkezi.tool_sends set holders = holders + 1
        where account = ${this.account} and key = ${key} returning 1`.execute(tx);
      if (again.rows.length > 0) return { reserved: true, used };
      const size = { recipients, credits };
      if (!fits(size, used.hour, caps.hour) || !fits(size, used.day, caps.day))
        return { reserved: false, used };
      await sql`insert into iletimerkezi.tool_sends (account, key, recipients, credits, at)
        values (${this.account}, ${key}, ${recipients}, ${credits}, clock_timestamp())`.execute(tx);
      return { reserved: true, used };
    });
  }

  /** Takes back one reservation of a send. It still counts while another call holds it. */
  async release(key: string): Promise<void> {
    await inAccountTurn(this.db, { account: this.account, purpose: 'tool sends' }, async (tx) => {
      await sql`with held as (
          update iletimerkezi.tool_sends set holders = holders - 1
           where account = ${this.account} and key = ${key} and holders > 1 returning key)
        delete from iletimerkezi.tool_sends
         where account = ${this.account} and key = ${key} and holders <= 1 and not exists (select from held)`.execute(
        tx,
      );
    });
  }
}

const sum = (column: 'recipients' | 'credits', period: 'hour' | 'day') =>
  sql.raw<number>(
    `coalesce(sum(${column}) filter (where at > clock_timestamp() - interval '1 ${period}'), 0)::float8`,
  );

const fits = (size: ToolSendSize, used: ToolSendSize, cap: ToolSendSize): boolean =>
  used.recipients + size.recipients <= cap.recipients && used.credits + size.credits <= cap.credits;
