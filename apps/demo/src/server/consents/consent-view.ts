import type { LedgerRecord, ListedConsent } from 'nest-iletimerkezi';
import type { ConsentRecordView, ConsentView } from '../../shared/api/consents.js';

/** Returns the list view of a consent. */
export function consentView(consent: ListedConsent): ConsentView {
  const { recipient, recipientType, channel, status, asOf, position, source } = consent;
  return {
    recipient,
    recipientType,
    channel,
    status,
    asOf: asOf.toISOString(),
    position,
    source,
    registration: consent.registration,
    reason: consent.registrationReason,
  };
}

/** The evidence of a form, as JSON text. */
interface KeptForm {
  textHash?: string;
  textVersion?: string;
  locale?: string;
  shownAt?: string;
  tickedAt?: string;
}

/** Returns the history view of a record. */
export function recordView(record: LedgerRecord): ConsentRecordView {
  const { recipientType, channel, status, source, position, origin, hash, text } = record;
  const form = record.form === null ? undefined : (JSON.parse(record.form) as KeptForm);
  return {
    recipient: record.recipient ?? '',
    recipientType,
    channel,
    status,
    source,
    position,
    origin,
    hash,
    asOf: record.consentDate.toISOString(),
    recordedAt: record.recordedAt.toISOString(),
    registration: record.registration,
    reason: record.registrationReason,
    ...(form !== undefined &&
      text !== undefined && {
        evidence: {
          text,
          textHash: form.textHash ?? '',
          version: form.textVersion ?? '',
          locale: form.locale,
          shownAt: form.shownAt,
          tickedAt: form.tickedAt,
        },
      }),
  };
}
