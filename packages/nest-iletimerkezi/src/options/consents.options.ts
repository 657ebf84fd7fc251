import type { Audience } from 'iletimerkezi-core';
import type { ConsentPolicy, GuardRules } from '../storage/ledger/guard-rules.js';

/** An answer may be used again for an hour at most. Source: provider documentation, iys-check, caching. */
export const LONGEST_CACHE_MS = 3_600_000;

const DAY_MS = 86_400_000;

/**
 * How long a consent counts as known after it was given or confirmed, in milliseconds. A refusal made elsewhere has to be
 * obeyed within three business days, so nothing older may be relied on. Source: law 6563, art. 8.
 */
export const STALE_AFTER = { default: 3 * DAY_MS, least: 60_000, most: 3 * DAY_MS };

/** Recipients of one order that the registry is asked about: unless told otherwise, at least, at most. */
export const CHECKS_PER_ORDER = { default: 1_000, least: 1, most: 50_000 };

/** How consents are looked up, and what guards commercial sends. Everything has a default. */
export interface ConsentOptions {
  /** For unknown recipients and stale consents, see {@link ConsentPolicy}. Needs `storage` and `brandCode`. Default `check`. */
  policy?: ConsentPolicy;
  /**
   * How long after it was given or last confirmed by the registry a consent counts as known, in milliseconds: one
   * minute to three days, which is the default. Needs `storage` and `brandCode`. A refusal must be obeyed within three
   * business days (law 6563, article 8), and the provider does not report one that was made elsewhere.
   */
  staleAfterMs?: number;
  /**
   * How many recipients of one commercial order the registry is asked about, 1 to 50,000, default 1,000. The others
   * whose consent is unknown or stale are withheld, as by the policy `block`. The provider asks to use iys-check for
   * audits and single recipients and to keep the ledger first (provider documentation, iys-check): bring consents into
   * the ledger with `ConsentsService.import`, and keep them confirmed by the nightly verification.
   */
  checksPerOrder?: number;
  /**
   * Questions a second to the registry, per account, over all instances and everything that asks: guard, verification
   * and your own checks. The provider publishes no limit and asks for fair use. 0.1 to 1,000, default 20.
   */
  checksPerSecond?: number;
  /**
   * Accept landlines for the channel ARAMA. Default false: the provider documents mobile numbers only, and one
   * recipient that it refuses fails the whole batch. Source: provider documentation, iys-check and iys-register.
   */
  landlines?: boolean;
}

/** The rules of an account; undefined where no ledger can be asked, because it has no brand code. */
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

/** What one commercial message's recipients are judged by; nothing for transactional ones. */
export function guardOf(
  rules: GuardRules | undefined,
  message: { kind: 'transactional' } | { kind: 'commercial'; audience: Audience },
): (GuardRules & { audience: Audience; cacheMs: number }) | undefined {
  if (rules === undefined || message.kind === 'transactional') return undefined;
  return { ...rules, audience: message.audience, cacheMs: Math.min(LONGEST_CACHE_MS, rules.staleAfterMs) };
}
