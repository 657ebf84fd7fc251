import { ACCEPTED, refuse, type Answer, type Call, type Endpoint } from '../endpoint.js';
import { asText, field, isFields } from '../read.js';
import { consentAgeLimit, readKey, readRecord, type RecordRead } from './consent-record.js';
import type { ConsentRecord } from '../../state/registry.js';
import { formatTimestamp } from '../../time/istanbul.js';

const MOST_RECORDS = 5000;

/** Takes a batch of records, all or none. */
export const iysRegister: Endpoint = (call) => {
  const { account, world, request, now } = call;
  const input = field(request, 'consent');
  const list = field(input, 'list');
  if (account.brandCodes.length === 0) return refuse(403, 'the account has no active brand code');
  if (!Array.isArray(list) || list.length === 0) return refuse(422, 'consent.list is missing or empty');
  if (list.length > MOST_RECORDS) return refuse(475, `consent.list has ${list.length} records`);
  const brandCode = asText(field(input, 'brandCode'));
  if (!brandCode) return refuse(422, 'consent.brandCode is missing or empty');
  const own = account.brandCodes.includes(brandCode);
  if (!own && world.settings.quirks.foreignBrandOnRegister === 'refuse-422') {
    return refuse(422, "the brand code is not the account's (quirk foreignBrandOnRegister)");
  }
  const { consentAge, landlineCalls } = world.settings.quirks;
  const oldest = consentAgeLimit(now, consentAge);
  const read = list.map((item): RecordRead => readRecord(item, { brandCode, now, oldest, landlineCalls }));
  const faulty = read.findIndex((record) => !record.ok);
  const fault = read[faulty];
  if (fault && !fault.ok)
    return refuse(422, `record ${faulty + 1} of ${list.length}: ${fault.reason}; none was kept`);
  const records = read.flatMap((result) => (result.ok ? [result.record] : []));
  const sorted = sortOut(call, records);
  if ('code' in sorted) return sorted;
  if (!takeQuota(call, records.length)) return refuse(405, "the month's quota of records is used up");
  if (!own) return { ...ACCEPTED, reason: "accepted, never registered: the brand code is not the account's" };
  for (const record of sorted.registered) {
    world.registry.add({
      ...record,
      receivedAt: now,
      visibleAt: now + world.settings.registryDelayMs,
      by: 'provider',
    });
  }
  world.changed('registry');
  return {
    ...ACCEPTED,
    reason: sorted.lost > 0 ? `${sorted.lost} records accepted silently, never land` : undefined,
  };
};

/** The newest visible record of one recipient. */
export const iysCheck: Endpoint = ({ account, world, request, now }) => {
  const { quirks } = world.settings;
  const input = field(request, 'consent');
  if (account.brandCodes.length === 0) return refuse(403, 'the account has no active brand code');
  const brandCode = asText(field(input, 'brandCode'));
  if (!brandCode) return refuse(422, 'consent.brandCode is missing or empty');
  const key = isFields(input) ? readKey(input, brandCode, quirks.landlineCalls) : 'consent is no object';
  if (typeof key === 'string') return refuse(422, key);
  if (!account.brandCodes.includes(brandCode)) {
    return quirks.foreignBrandOnCheck === 'empty'
      ? { code: 200, result: { consent: [] }, reason: "the brand code is not the account's" }
      : refuse(422, "the brand code is not the account's (quirk foreignBrandOnCheck)");
  }
  const record = world.registry.current(key, now);
  if (!record) {
    const empty =
      quirks.unknownConsent === 'always-empty' ||
      (quirks.unknownConsent === 'empty-when-known' && world.registry.knows(key.recipient, now));
    return empty
      ? {
          code: 200,
          result: { consent: [] },
          reason: 'no record under this brand, recipient type and channel',
        }
      : refuse(422, 'the registry does not know the recipient (quirk unknownConsent)');
  }
  return {
    code: 200,
    result: {
      consent: {
        brandCode: /^\d{1,15}$/.test(brandCode) ? Number(brandCode) : brandCode,
        recipient: record.recipient,
        recipientType: record.recipientType,
        type: record.type,
        status: record.status,
        source: record.source,
        consentDate: formatTimestamp(record.consentDate),
      },
    },
  };
};

type NewRecord = Omit<ConsentRecord, 'receivedAt' | 'visibleAt' | 'by'>;

/** Separates records that are registered from those that the provider accepts and loses, or refuses the batch, as the quirks set it. */
function sortOut(
  { world }: Call,
  records: readonly NewRecord[],
): Answer | { registered: NewRecord[]; lost: number } {
  const { quirks } = world.settings;
  const registered: NewRecord[] = [];
  const inBatch = new Map<string, NewRecord>();
  for (const [index, record] of records.entries()) {
    const key = `${record.type} ${record.recipientType} ${record.recipient}`;
    const earlier = inBatch.get(key) ?? world.registry.latest(record);
    const oddity = !earlier
      ? record.source === 'HS_KARAR'
        ? 'kararFirst'
        : record.status === 'RET'
          ? 'retFirst'
          : undefined
      : earlier.status === record.status
        ? 'repeatedStatus'
        : undefined;
    const reading = oddity ? quirks[oddity] : 'accept';
    if (reading === 'refuse-422')
      return refuse(422, `record ${index + 1} of ${records.length} (quirk ${oddity})`);
    if (reading !== 'accept') continue;
    registered.push(record);
    inBatch.set(key, record);
  }
  return { registered, lost: records.length - registered.length };
}

/** Counts the records against the calendar month's quota, or takes none when they do not fit. */
function takeQuota({ account, now }: Call, records: number): boolean {
  if (account.iysQuota === undefined) return true;
  const month = formatTimestamp(now).slice(0, 7);
  const used = account.iysUsed.month === month ? account.iysUsed.count : 0;
  if (used + records > account.iysQuota) return false;
  account.iysUsed = { month, count: used + records };
  return true;
}
