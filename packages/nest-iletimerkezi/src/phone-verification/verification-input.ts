import { Faults, parsePhone, type E164, type PhoneVerificationLocale } from 'iletimerkezi-core';
import { networkOf } from '../common/ip-network.js';
import type { PhoneVerificationSettings } from '../options/phone-verification.options.js';
import type { ScopeKey } from '../storage/phone-verification/phone-verifications.repository.js';
import { isAssigned } from './assigned-ranges.js';
import type { HostKeys } from './host-keys.js';
import type { StartVerification } from './phone-verification.types.js';

const LONGEST_PURPOSE = 100;
const LONGEST_SESSION = 500;

/** Digits of a number that its prefix does not contain: operators assign numbers in blocks of 10,000. */
const BLOCK_DIGITS = 4;

/** A checked start. */
export interface ParsedStart {
  readonly number: E164;
  readonly purpose: string;
  readonly locale: PhoneVerificationLocale;
  /** The limits that the message counts against. Contains no number, address or session id. */
  readonly scopes: readonly ScopeKey[];
  /** Keyed hash of number and purpose. */
  readonly target: string;
}

/** The rules by which a start is checked. */
export interface VerificationInputRules {
  readonly settings: PhoneVerificationSettings;
  readonly keys: HostKeys;
  /** Whether the account's abroad mode is on. */
  readonly abroad: boolean;
}

/**
 * Checks what a verification is started with.
 * @param faults faults of other fields, which are reported together.
 * @throws InputError with every fault.
 */
export function parseStart(
  given: StartVerification,
  { settings, keys, abroad }: VerificationInputRules,
  faults = new Faults(),
): ParsedStart {
  if (typeof given !== 'object' || given === null) {
    faults.add('options', 'object-required');
    faults.throwIfAny();
  }
  const { phone, purpose, ip, sessionId, locale = 'tr' } = given;
  const { allow } = settings;
  const parsed = parsePhone(phone, { abroad });
  const isAllowed = parsed.ok && allow.prefixes.some((prefix) => parsed.value.startsWith(prefix));
  if (!parsed.ok) faults.add('phone', `number-${parsed.reason}`);
  else if (!isAllowed && !parsed.value.startsWith('+90')) faults.add('phone', 'number-foreign');
  else if (!isAllowed && !isAssigned(parsed.value)) faults.add('phone', 'number-unassigned');
  faults.plainText('purpose', purpose, LONGEST_PURPOSE);
  if (sessionId !== undefined) faults.plainText('sessionId', sessionId, LONGEST_SESSION);
  faults.oneOf('locale', locale, ['tr', 'en']);
  const network = typeof ip === 'string' ? networkOf(ip) : undefined;
  if (ip !== undefined && network === undefined) faults.add('ip', 'ip-invalid');
  faults.throwIfAny();
  if (!parsed.ok) throw new Error('A refused phone is a fault.');

  const number = parsed.value;
  const scopes: ScopeKey[] = [
    { scope: 'account', key: '' },
    { scope: 'phone', key: keys.hashOf('phone', number) },
  ];
  if (!isAllowed) scopes.push({ scope: 'prefix', key: number.slice(0, -BLOCK_DIGITS) });
  const isAllowedIp = allow.ips.some((each) => networkOf(each) === network);
  if (network !== undefined && !isAllowedIp) scopes.push({ scope: 'ip', key: keys.hashOf('ip', network) });
  if (sessionId !== undefined) scopes.push({ scope: 'session', key: keys.hashOf('session', sessionId) });
  return { number, purpose, locale, scopes, target: keys.hashOf('target', number, purpose) };
}
