import type { OrderState } from 'iletimerkezi-core';
import type { OrderEvidence } from './order-evidence.js';

/** The properties of every event. */
interface Base {
  /** Ascending in the order in which events were written. */
  readonly id: number;
  /** The account's name in this application. */
  readonly account: string;
  readonly at: Date;
}

interface OfOrder extends Base {
  /** The ids of the campaign and of its order. */
  readonly campaign: string;
  readonly order: string;
}

interface OfCampaign extends Base {
  readonly campaign: string;
  readonly order: null;
}

interface OfAccount extends Base {
  readonly campaign: null;
  readonly order: null;
}

/** Records of a brand, by their positions in its chain. */
export interface RecordsData {
  readonly brandCode: string;
  /** Number of records. */
  readonly records?: number;
  /** The first 100 of their positions. */
  readonly positions?: readonly number[];
  /** The range of their positions. */
  readonly from?: number;
  readonly to?: number;
  /** An error code or another reason, in kebab case. */
  readonly reason?: string;
  /** Of `registration-due`: the earliest deadline, ISO 8601. */
  readonly earliest?: string;
}

/** Events of the registration of consent records at İYS. */
export type RegistrationEventType =
  | 'registration-held'
  | 'registration-refused'
  | 'registration-expired'
  | 'registration-due'
  | 'registration-unknown'
  | 'registration-stopped';

/** The result of a verification of the records at İYS. */
export type VerificationFindingType = 'registration-repeated' | 'registration-missing' | 'consent-missing';

/** The end of a verification run. */
export type VerificationEndType = 'verification-done' | 'verification-stopped';

/** Events of the verification of consent records at İYS. */
export type VerificationEventType = VerificationFindingType | VerificationEndType;

/** A call of a tool of an AI assistant, such as those of iletimerkezi-mcp. Contains no argument of the call. */
export interface ToolCallData {
  /** The tool's name. */
  readonly tool: string;
  /** The signed-in client, otherwise the name that the client gives itself. */
  readonly client: string;
  /** `asked`: a person has to confirm, and nothing was done yet. `declined`: the person did not confirm. */
  readonly outcome: 'read' | 'asked' | 'done' | 'declined' | 'failed';
  /** The error code of a failed call. */
  readonly code?: string;
  /** The size of a send. */
  readonly recipients?: number;
  readonly credits?: number;
}

/** An event of the account's log. Events contain no phone number and no message text. */
export type SmsEvent =
  /** An order has a new state. */
  | (OfOrder & { readonly type: OrderState; readonly data: OrderEvidence })
  /** An order was enqueued. */
  | (OfOrder & { readonly type: 'queued'; readonly data: Readonly<Record<string, never>> })
  /** Recipients were removed from a commercial order: how many, and how many for each reason. */
  | (OfOrder & {
      readonly type: 'recipients-withheld';
      readonly data: { readonly withheld: number; readonly reasons: Readonly<Record<string, number>> };
    })
  | (OfCampaign & {
      readonly type: 'campaign-paused' | 'campaign-resumed';
      readonly data: Readonly<Record<string, never>>;
    })
  /** The campaign is sent at another time, `notBefore` (ISO 8601) at the earliest. */
  | (OfCampaign & {
      readonly type: 'campaign-rescheduled';
      readonly data: { readonly notBefore: string };
    })
  /** A lane stopped because of an error code, such as `insufficient-balance`. `OutboxService.resume()` starts it again. */
  | (OfAccount & {
      readonly type: 'lane-stopped';
      readonly data: { readonly lane: 'instant' | 'bulk'; readonly because: string };
    })
  /** Records were added to the ledger, from one position to another; `refusals` of them are refusals. */
  | (OfAccount & {
      readonly type: 'consent-changed';
      readonly data: {
        readonly brandCode: string;
        readonly from: number;
        readonly to: number;
        readonly refusals: number;
      };
    })
  /**
   * The messages of a period reached 50, 80 or 100 % of its cap, in credits. Each share is reported once per period. The last
   * one is also reported when a message no longer fits. `starts` is the first day of the period, as `YYYY-MM-DD`.
   */
  | (OfAccount & {
      readonly type: 'spend-limit';
      readonly data: {
        readonly period: 'day' | 'month';
        readonly starts: string;
        readonly percent: 50 | 80 | 100;
        readonly cap: number;
      };
    })
  /**
   * Codes of a number prefix or of an IP address were rarely entered, so no more are sent to them until `until` (ISO 8601).
   * `sent` counts messages, `verified` entered codes. A prefix is a number without its last four digits.
   */
  | (OfAccount & {
      readonly type: 'phone-verification-paused';
      readonly data: {
        readonly scope: 'prefix' | 'ip';
        readonly prefix?: string;
        readonly sent: number;
        readonly verified: number;
        readonly until: string;
      };
    })
  | (OfAccount & { readonly type: 'tool-called'; readonly data: ToolCallData })
  | (OfAccount & {
      readonly type: RegistrationEventType | VerificationFindingType;
      readonly data: RecordsData;
    })
  /** The report of the run, as `VerificationService.runs()` returns it; dates are ISO 8601. */
  | (OfAccount & { readonly type: VerificationEndType; readonly data: Readonly<Record<string, unknown>> });

/** The `type` of an {@link SmsEvent}. */
export type SmsEventType = SmsEvent['type'];

/** The events of one or several types. */
export type SmsEventOf<Type extends SmsEventType> = SmsEvent extends infer Each
  ? Each extends { readonly type: infer Own }
    ? Extract<Own, Type> extends never
      ? never
      : Each & { readonly type: Extract<Own, Type> }
    : never
  : never;
