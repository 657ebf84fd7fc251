/**
 * The handling of recipients of a commercial message without a recent consent. `check`: looks them up at İYS and keeps
 * only those with a consent there. `block`: removes them. `allow`: keeps them and leaves the decision to the provider's
 * own check. Recipients who refused are always removed.
 */
export type ConsentPolicy = 'block' | 'check' | 'allow';

/** The rules for recipients of commercial messages. */
export interface GuardRules {
  readonly brandCode: string;
  readonly policy: ConsentPolicy;
  /** Milliseconds after which a consent needs a confirmation by İYS. */
  readonly staleAfterMs: number;
  /** Maximum number of recipients of one order that are checked at İYS. */
  readonly checksPerOrder: number;
}
