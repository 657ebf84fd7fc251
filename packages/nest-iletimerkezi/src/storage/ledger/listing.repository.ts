import { type Kysely, sql } from 'kysely';
import type { ConsentTotal, ListedConsent, ListFilter } from './ledger-rows.js';
import type { Tables } from '../schema.js';

type Row = Omit<ListedConsent, 'registration' | 'registrationReason'> & {
  registration: ListedConsent['registration'] | null;
  registrationReason: string | null;
};

/** Treats İ, I, ı and i as one letter: addresses are typed on Turkish and English keyboards. */
const folded = (text: ReturnType<typeof sql>) => sql`lower(translate(${text}, 'İIı', 'iii'))`;

/** Lists current consents, newest record first. */
export class ListingRepository {
  constructor(private readonly db: Kysely<Tables>) {}

  /** Reads the chain backwards and keeps each record that is current: no sort, regardless of the size. */
  async list(
    brandCode: string,
    filter: ListFilter,
    { after, limit }: { after: number | undefined; limit: number },
  ): Promise<ListedConsent[]> {
    const { search = '', channel, recipientType, status, registration } = filter;
    const conditions = [
      sql`r.brand_code = ${brandCode}`,
      ...(after === undefined ? [] : [sql`r.position < ${after}`]),
      ...(channel === undefined ? [] : [sql`r.channel = ${channel}`]),
      ...(recipientType === undefined ? [] : [sql`r.recipient_type = ${recipientType}`]),
      ...(status === undefined ? [] : [sql`r.status = ${status}`]),
      ...(registration === undefined ? [] : [sql`g.state = ${registration}`]),
      ...(search === ''
        ? []
        : [sql`strpos(${folded(sql`p.recipient`)}, ${folded(sql`${search}::text`)}) > 0`]),
    ];
    const { rows } = await sql<Row>`
      select p.recipient, r.recipient_type as "recipientType", r.channel, r.status, s.as_of as "asOf", r.position,
        r.source, r.origin, r.recorded_at as "recordedAt", g.state as registration, g.reason as "registrationReason"
      from iletimerkezi.consent_records r
      join iletimerkezi.consent_personal p using (brand_code, position)
      left join iletimerkezi.consent_registrations g using (brand_code, position)
      join iletimerkezi.consent_states s on s.recipient = p.recipient and s.brand_code = r.brand_code
        and s.recipient_type = r.recipient_type and s.channel = r.channel and s.position = r.position
      where ${sql.join(conditions, sql` and `)}
      order by r.position desc limit ${limit}`.execute(this.db);
    return rows.map(({ registration: state, registrationReason, ...row }) => ({
      ...row,
      registration: state ?? undefined,
      registrationReason: registrationReason ?? undefined,
    }));
  }

  async totals(brandCode: string): Promise<ConsentTotal[]> {
    const { rows } = await sql<ConsentTotal>`
      select channel, recipient_type as "recipientType", status, count(*)::float8 as recipients
        from iletimerkezi.consent_states where brand_code = ${brandCode}
       group by channel, recipient_type, status order by channel, recipient_type, status`.execute(this.db);
    return rows;
  }
}
