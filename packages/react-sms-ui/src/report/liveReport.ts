import {
  RECIPIENT_STATUSES,
  type CampaignDetail,
  type RecipientStatus,
  type ReportEvent,
} from 'iletimerkezi-core/shared';
import type { ReportRow } from './reportRow.js';

/** A campaign and the recipients of one of its orders, as they are now. */
export interface LiveReport {
  readonly campaign: CampaignDetail;
  /** The rows of `ReportTable`: everyone to whom the message is sent. Unchanged rows are the same objects. */
  readonly rows: readonly ReportRow[];
  /** All recipients by their position, withheld ones included. */
  readonly recipients: readonly RecipientRow[];
  /** Whether the report is final. */
  readonly settled: boolean;
}

/** A recipient at their position. A `withheld` one receives no message, because there is no consent. */
export type RecipientRow = ReportRow | { readonly number: string; readonly status: 'withheld' };

/**
 * Returns the report after an event of `CampaignReports.live()` of `nest-iletimerkezi`. Applying an event twice changes nothing.
 * Returns undefined for changes without a snapshot.
 */
export function applyReportEvent(report: LiveReport | undefined, event: ReportEvent): LiveReport | undefined {
  const recipients = recipientsAfter(report, event);
  if (recipients === undefined) return report;
  const campaign =
    report !== undefined && report.campaign.revision > event.campaign.revision
      ? report.campaign
      : event.campaign;
  const rows = recipients === report?.recipients ? report.rows : reportRows(recipients);
  return { campaign, recipients, rows, settled: event.settled };
}

/**
 * Follows a live report: calls `onReport` with the report after each event, and closes the source once it is final. Returns a
 * function that closes it earlier, such as the cleanup of an effect.
 *
 * @example
 * const close = followReport(new EventSource(`/orders/${id}/events`), setReport);
 */
export function followReport(source: EventSource, onReport: (report: LiveReport) => void): () => void {
  let report: LiveReport | undefined;
  const take = ({ data }: MessageEvent<string>): void => {
    const event: ReportEvent = JSON.parse(data);
    report = applyReportEvent(report, event);
    if (report !== undefined) onReport(report);
    if (event.settled) source.close();
  };
  source.addEventListener('message', take);
  return () => {
    source.removeEventListener('message', take);
    source.close();
  };
}

function recipientsAfter(
  report: LiveReport | undefined,
  event: ReportEvent,
): readonly RecipientRow[] | undefined {
  const start = Date.parse(event.campaign.createdAt);
  if (event.kind === 'snapshot') {
    return event.numbers.map((number, position) =>
      recipientRow(number, Number(event.statuses[position]), start, event.changedAfterMs[position]),
    );
  }
  if (report === undefined || event.changes.length === 0) return report?.recipients;
  const recipients = report.recipients.slice();
  let isChanged = false;
  for (const [position, status, afterMs] of event.changes) {
    const before = recipients[position];
    if (before === undefined) continue;
    const after = recipientRow(before.number, status, start, afterMs);
    if (after.status === before.status && timeOf(after) === timeOf(before)) continue;
    recipients[position] = after;
    isChanged = true;
  }
  return isChanged ? recipients : report.recipients;
}

function reportRows(recipients: readonly RecipientRow[]): readonly ReportRow[] {
  return recipients.every(isSent) ? recipients : recipients.filter(isSent);
}

const isSent = (row: RecipientRow): row is ReportRow => row.status !== 'withheld';

const timeOf = (row: RecipientRow): number | undefined => ('updatedAt' in row ? row.updatedAt : undefined);

function recipientRow(
  number: string,
  digit: number,
  start: number,
  afterMs: number | undefined,
): RecipientRow {
  const status: RecipientStatus = RECIPIENT_STATUSES[digit] ?? 'unknown';
  return status === 'waiting' || status === 'withheld' || afterMs === undefined || afterMs === 0
    ? { number, status }
    : { number, status, updatedAt: start + afterMs };
}
