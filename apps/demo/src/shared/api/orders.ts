import type { ComposedMessage } from 'iletimerkezi-core';
import type { WithheldReport } from 'nest-iletimerkezi';

/**
 * Body of `POST /api/orders`, which is answered with a `SubmitResult`, and of `POST /api/orders/check` and
 * `POST /api/orders/preview`, which send nothing.
 */
export type NewOrder = ComposedMessage & {
  /** The number of SMS that the user confirmed. Required only for a real account. */
  confirmedSms?: number;
  /** The `digest` of the preview that the user confirmed. */
  expect?: string;
};

/** The result of a dry run. */
export interface OrderCheck {
  /** The number of recipients of the message. */
  readonly recipients: number;
  /** The number of orders at the provider. */
  readonly orders: number;
  readonly duplicates: number;
  /** Absent if consents are not checked here. */
  readonly consents?: ConsentCheck;
  /** SMS parts per recipient. */
  readonly parts: number;
  /** The maximum number of SMS. The user types it before a real account is charged. */
  readonly sms: number;
  /** Credits of the account; absent if the provider did not respond. */
  readonly balance?: number;
}

/** The consent check of a commercial order before it is sent. */
export interface ConsentCheck {
  readonly withheld: WithheldReport['counts'];
  /** The number of recipients whose consent is checked before sending; part of {@link OrderCheck.recipients}. */
  readonly toCheck: number;
}
