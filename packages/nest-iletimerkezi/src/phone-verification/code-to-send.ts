import { Faults } from 'iletimerkezi-core';
import type { CodeToSend, EnteredCode } from './phone-verification.types.js';
import { type ParsedStart, parseStart, type VerificationInputRules } from './verification-input.js';

/** The lifetimes that the option `lifetimeMs` may have, in milliseconds. */
const SHORTEST_LIFETIME_MS = 60_000;
const LONGEST_LIFETIME_MS = 3_600_000;
const LONGEST_KEY = 1_000;

/** A checked code of another library. */
export interface ParsedCode extends Omit<ParsedStart, 'target'> {
  readonly code: string;
  readonly lifetimeMs: number;
  /** Keyed hash of the `dedupeKey`. */
  readonly dedupeHash: string | undefined;
  readonly reportsEntered: boolean;
}

/**
 * Checks a code to send.
 * @throws InputError with every fault.
 */
export function parseCode(given: CodeToSend, rules: VerificationInputRules): ParsedCode {
  const faults = new Faults();
  const { code, lifetimeMs = rules.settings.lifetimeMs, dedupeKey, reportsEntered = false } = Object(given);
  if (typeof code !== 'string' || !/^\d{4,10}$/.test(code)) faults.add('code', 'code-invalid');
  faults.wholeNumber('lifetimeMs', lifetimeMs, SHORTEST_LIFETIME_MS, LONGEST_LIFETIME_MS);
  if (dedupeKey !== undefined) faults.plainText('dedupeKey', dedupeKey, LONGEST_KEY);
  const { number, purpose, locale, scopes } = parseStart(given, rules, faults);
  return {
    number,
    purpose,
    locale,
    scopes,
    code,
    lifetimeMs,
    dedupeHash: dedupeKey === undefined ? undefined : rules.keys.hashOf('dedupe', dedupeKey),
    reportsEntered: reportsEntered === true,
  };
}

/**
 * Returns the scopes in which an entered code counts.
 * @throws InputError with every fault.
 */
export function parseEntered(given: EnteredCode, rules: VerificationInputRules): ParsedStart['scopes'] {
  return parseStart({ ...given, purpose: 'entered' }, rules).scopes;
}
