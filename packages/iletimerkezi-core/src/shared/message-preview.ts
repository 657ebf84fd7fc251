/**
 * What sending a message would do, as a server returns it to the review of `SmsComposer` of `react-sms-ui`. A `CampaignPreview` of
 * `nest-iletimerkezi` has this shape, as an object and as JSON.
 */
export interface MessagePreview {
  /** Identifies the content. The composer passes the preview to `onSubmit`, so that exactly this message is enqueued. */
  readonly digest?: string;
  /** Recipients that get the message. */
  readonly recipients: number;
  /** Further recipients that get it if İYS confirms their consent. Default 0. */
  readonly unchecked?: number;
  /** Recipients that do not get it, by reason, such as `refused` or `too-often`. */
  readonly withheld?: Readonly<Partial<Record<string, number>>>;
  /** `min`: only `recipients`. `max`: also `unchecked`. */
  readonly credits: { readonly min: number; readonly max: number };
  /** When the first message may leave. A text is ISO 8601. */
  readonly startsAt?: Date | string;
  /** Estimate of the time at which the last message leaves. */
  readonly endsAt?: Date | string;
  /** `unknown`: the account's blacklist is not known, so that numbers on it are counted as recipients. */
  readonly blacklist?: 'applied' | 'unknown';
  /** Set when the message waits for the sending hours of the account. */
  readonly waitsFor?: 'outside-hours';
  /** Set when the message exceeds a limit on spending, in credits. */
  readonly spend?: { readonly cap: string; readonly limit: number };
}
