import type { OrderKind } from '../contract/send-sms.js';
import type { DeliveryStatus } from '../contract/delivery-status.js';

/**
 * The states of a campaign and of its orders in a report, by descending priority: a campaign has the first state that one
 * of its orders has.
 */
export const REPORT_STATES = [
  /** The outcome was not found in time; an operator decides. */
  'held',
  /** No answer arrived; the provider may have accepted the order, and its reports are being searched. */
  'unknown',
  /** The request to the provider is in flight. */
  'submitting',
  /** Queued; paused by the operator. */
  'paused',
  /** Queued; İYS is being asked about recipients. */
  'checking',
  /** Queued. */
  'queued',
  /** Accepted by the provider; some recipients have no final status. */
  'sending',
  /** Accepted by the provider, which sends it at `sendAt`. */
  'scheduled',
  /** Every recipient has a final status. */
  'completed',
  /** Refused by the provider, or dropped by an operator. */
  'failed',
  /** Not sent: `notAfter` has passed. */
  'expired',
  /** Not sent: cancelled. */
  'cancelled',
  /** Replaced by another order. */
  'resent',
  /** Not sent: no recipient has given consent. */
  'withheld',
] as const;

/** One of {@link REPORT_STATES}. New states may be added: keep a default branch. */
export type ReportState = (typeof REPORT_STATES)[number];

/** The states after which a report does not change any more. */
export const FINAL_REPORT_STATES: ReadonlySet<ReportState> = new Set([
  'completed',
  'failed',
  'expired',
  'cancelled',
  'resent',
  'withheld',
]);

/** Recipients by delivery status. Withheld recipients are not counted. */
export interface ReportCounts extends Readonly<Record<DeliveryStatus, number>> {
  /** The sum of the other counts. */
  readonly total: number;
  /** Not sent: the order was refused, has expired or was cancelled. */
  readonly notSent: number;
}

/** Why an order needs attention. `refused` has the provider's code; {@link findErrorCode} explains it. */
export type ReportFault =
  | { readonly code: 'outcome-unknown' | 'held' | 'failed' }
  | { readonly code: 'refused'; readonly providerCode: number };

/** One order of a campaign, with at most 50,000 recipients. */
export interface ReportOrder {
  readonly id: string;
  /** Its position in the campaign, from 1. */
  readonly place: number;
  readonly state: ReportState;
  /** The provider's order id, once it is known. */
  readonly orderId?: string;
  /** When the provider sends it; absent for immediate sending. */
  readonly sendAt?: string;
  readonly counts: ReportCounts;
  /** Recipients that do not get it, for lack of consent or because of the frequency cap. */
  readonly withheld: number;
  readonly attempts: number;
  /** The source of the outcome, if no answer of the provider gave it. */
  readonly evidence?: string;
  /** The id of the campaign that sends it again, if its outcome was unknown. Both may be sent. */
  readonly repeatedBy?: string;
  readonly fault?: ReportFault;
}

/** A campaign and its progress, as JSON: what a list of campaigns shows. Times are ISO 8601 in UTC. */
export type CampaignReport = OrderKind & {
  /** Reports may arrive out of order: the one with the highest revision was read last. */
  readonly revision: number;
  readonly id: string;
  readonly state: ReportState;
  readonly sender: string;
  /** The text of the first message; null after its retention period. */
  readonly text: string | null;
  /** Parts of `text`, as estimated; 1 where it was erased. Texts with placeholders may have more or fewer. */
  readonly parts: number;
  /** Duplicate numbers that were removed. */
  readonly duplicates: number;
  /** Recipients that do not get it, for lack of consent or because of the frequency cap. */
  readonly withheld: number;
  /** Recipients whose consent is still to be checked at İYS. */
  readonly unchecked: number;
  readonly createdAt: string;
  /** When the provider sends it; absent for immediate sending. If its orders have several times, the last one. */
  readonly sendAt?: string;
  readonly counts: ReportCounts;
  /** Orders that were not submitted wait for a resume. */
  readonly paused: boolean;
  readonly orderCount: number;
  /**
   * The id of the campaign that it sends again, if that one may have been sent. Cancelling it does not cancel the other, so its
   * recipients may get that message, and a message that is sent in its place besides.
   */
  readonly repeats?: string;
};

/** A campaign with its orders. */
export type CampaignDetail = CampaignReport & { readonly orders: readonly ReportOrder[] };

/** The delivery status of a recipient in a report. `withheld`: the message is not sent to them, for lack of consent or because of the frequency cap. */
export type RecipientStatus = DeliveryStatus | 'withheld';

/** The position in this list is the digit that stands for a status in a {@link ReportEvent}. */
export const RECIPIENT_STATUSES = [
  'waiting',
  'delivered',
  'undelivered',
  'unknown',
  'withheld',
] as const satisfies readonly RecipientStatus[];

/**
 * One event of a live report, as the JSON of a server-sent event. The first event of a connection is a `snapshot`, unless the
 * client resumes with `Last-Event-ID`. Recipients are in columns, because 50,000 objects take long to parse.
 *
 * Read it with `applyReportEvent` of `react-sms-ui`.
 */
export type ReportEvent = {
  readonly campaign: CampaignDetail;
  /** No event follows. Close the `EventSource`, which would connect again otherwise. */
  readonly settled: boolean;
} & (
  | {
      readonly kind: 'snapshot';
      /** Numbers in E.164. Their positions identify recipients in later events. */
      readonly numbers: readonly string[];
      /** One digit for each number, see {@link RECIPIENT_STATUSES}. */
      readonly statuses: string;
      /** When each status was received, in milliseconds after `campaign.createdAt`; 0 where it is not known. */
      readonly changedAfterMs: readonly number[];
    }
  | {
      readonly kind: 'changes';
      /** `[position, status digit, milliseconds after campaign.createdAt or 0]`, each recipient at most once. */
      readonly changes: readonly (readonly [position: number, status: number, afterMs: number])[];
    }
);
