import type { Audience } from 'iletimerkezi-core';
import type { ConsentPolicy, GuardRules } from './guard-rules.js';

/** The maximum age of a reused answer of İYS. Source: provider documentation, iys-check, caching. */
export const LONGEST_CACHE_MS = 3_600_000;

const DAY_MS = 86_400_000;

/**
 * Milliseconds after which a consent needs a confirmation by İYS. A refusal made elsewhere is binding within three business
 * days, so older ones must not be relied on. Source: law 6563, art. 8.
 */
export const STALE_AFTER = { default: 3 * DAY_MS, least: 60_000, most: 3 * DAY_MS };

/** Limits of the option `checksPerOrder`. */
export const CHECKS_PER_ORDER = { default: 1_000, least: 1, most: 50_000 };

/** The checks of consents and the guard of commercial sends. Every option has a default. */
export interface ConsentOptions {
  /** For unknown recipients and stale consents, see {@link ConsentPolicy}. Needs `storage` and `brandCode`. Default `check`. */
  policy?: ConsentPolicy;
  /**
   * Milliseconds after which a consent needs a confirmation by İYS: one minute to three days, default three days. Needs
   * `storage` and `brandCode`. A refusal is binding within three business days (law 6563, art. 8), and the provider does
   * not report refusals made elsewhere.
   */
  staleAfterMs?: number;
  /**
   * Maximum number of recipients of one commercial order that are checked at İYS, 1 to 50,000, default 1,000. Further
   * recipients whose consent is unknown or stale are withheld, as with the policy `block`. The provider asks to use
   * iys-check for audits and single recipients and to keep a ledger (provider documentation, iys-check): import consents
   * with `ConsentsService.import` and keep them confirmed with the nightly verification.
   */
  checksPerOrder?: number;
  /**
   * Rate limit of checks at İYS, per second and account, shared by all instances, the guard, the verification and your own
   * checks. The provider publishes no limit and asks for fair use. 0.1 to 1,000, default 20.
   */
  checksPerSecond?: number;
  /**
   * Accepts landlines for the channel ARAMA. Default false: the provider documents mobile numbers only, and one rejected
   * recipient makes the entire batch fail. Source: provider documentation, iys-check and iys-register.
   */
  landlines?: boolean;
}

/** Returns the guard's rules of an account; undefined without a brand code. */
export function guardRules({
  brandCode,
  consents,
}: {
  brandCode?: string;
  consents?: ConsentOptions;
}): GuardRules | undefined {
  if (brandCode === undefined) return undefined;
  const {
    policy = 'check',
    staleAfterMs = STALE_AFTER.default,
    checksPerOrder = CHECKS_PER_ORDER.default,
  } = consents ?? {};
  return { brandCode, policy, staleAfterMs, checksPerOrder };
}

/** Returns the rules for one message; undefined for a transactional one. */
export function guardOf(
  rules: GuardRules | undefined,
  message: { kind: 'transactional' } | { kind: 'commercial'; audience: Audience },
): (GuardRules & { audience: Audience; cacheMs: number }) | undefined {
  if (rules === undefined || message.kind === 'transactional') return undefined;
  return { ...rules, audience: message.audience, cacheMs: Math.min(LONGEST_CACHE_MS, rules.staleAfterMs) };
}
