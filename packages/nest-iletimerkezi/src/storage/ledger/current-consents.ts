import type { ConsentRecipient, ConsentStatus } from 'iletimerkezi-core';
import type { HostTransaction } from '../host-transaction.js';
import { type ParsedConsentKey, keyOfRow } from './consent-key.js';

/** The current consent of a recipient. */
export interface CurrentConsent extends ParsedConsentKey {
  readonly status: ConsentStatus;
  /** The moment it counts from. */
  readonly asOf: Date;
  /** The record it comes from. */
  readonly position: number;
}

/** The input is parsed once: each access to a JSON text of some megabytes reads all of it. */
const CURRENT = `with input as (select ($1::text)::json as j),
batch as materialized (select x.* from input cross join json_to_record(j) as x
  ("brandCode" text, recipients json, "recipientType" text, channel text)),
meta as materialized (select "brandCode" as brand, "recipientType" as type, channel from batch)
select s.recipient, s.recipient_type, s.channel, s.status, s.position, (extract(epoch from s.as_of) * 1000)::bigint as as_of
from (select json_array_elements_text(recipients) as recipient from batch) as given cross join meta
join iletimerkezi.consent_states s on s.recipient = given.recipient and s.brand_code = meta.brand
where (meta.type is null or s.recipient_type = meta.type) and (meta.channel is null or s.channel = meta.channel)`;

/**
 * Reads the current consents of recipients, in a transaction of the host or of the module. Recipients without a record are
 * left out.
 * @param recipients each once.
 * @param about without it, the consents of every recipient type and channel.
 */
export async function currentConsents(
  tx: HostTransaction,
  brandCode: string,
  recipients: readonly ConsentRecipient[],
  about: Partial<Omit<ParsedConsentKey, 'recipient'>> = {},
): Promise<CurrentConsent[]> {
  if (recipients.length === 0) return [];
  const { recipientType, channel } = about;
  const rows = await tx.run(CURRENT, JSON.stringify({ brandCode, recipients, recipientType, channel }));
  return rows.map((row) => ({
    ...keyOfRow(row),
    status: row['status'] === 'RET' ? 'RET' : 'ONAY',
    asOf: new Date(Number(row['as_of'])),
    position: Number(row['position']),
  }));
}
