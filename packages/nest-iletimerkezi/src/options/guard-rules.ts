/**
 * What happens to recipients of a commercial message without a recent consent. `check`: İYS is checked, and only
 * recipients who consented there get it. `block`: they do not get it. `allow`: they get it, and the provider's own check
 * decides. A recipient who refused never gets it.
 */
export type ConsentPolicy = 'block' | 'check' | 'allow';

/** The rules by which recipients of commercial messages are judged. */
export interface GuardRules {
  readonly brandCode: string;
  readonly policy: ConsentPolicy;
  /** Milliseconds after which a consent needs a confirmation by İYS. */
  readonly staleAfterMs: number;
  /** Recipients of one order that are checked at İYS at most. */
  readonly checksPerOrder: number;
}
