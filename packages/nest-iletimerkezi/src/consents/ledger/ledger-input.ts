import {
  type ConsentError,
  type ConsentFinding,
  consentInputFault,
  Faults,
  isConsentChannel,
  isConsentStatus,
  isMoment,
  isRecipientType,
  plainTextFault,
} from 'iletimerkezi-core';
import { REGISTRATION_STATES } from '../../storage/ledger/append.js';
import { LedgerError } from './ledger.errors.js';
import type { ConsentFilter } from './ledger.types.js';

/** An e-mail address has at most 265 characters; numbers may contain blanks. */
export const LONGEST_RECIPIENT = 320;
const LONGEST_TEXT = 100_000;
/** Request headers, such as the user agent, may be long. */
const LONGEST_FIELD = 8_000;
/** An identifier is indexed. */
const LONGEST_ID = 500;

const EVIDENCE_TEXTS: readonly (readonly [name: string, max: number])[] = [
  ['text', LONGEST_TEXT],
  ['textVersion', LONGEST_ID],
  ['locale', LONGEST_ID],
  ['form', LONGEST_FIELD],
  ['submissionId', LONGEST_ID],
  ['ip', LONGEST_ID],
  ['userAgent', LONGEST_FIELD],
];
const EVIDENCE_DATES = ['shownAt', 'decidedAt'] as const;

/** The maximum page size of `list`. */
const LONGEST_LIST = 1_000;

const RECIPIENT_FAULT: ConsentFinding<ConsentError> = {
  code: 'phone',
  field: 'recipient',
  reason: 'not-a-number',
};

/**
 * Returns why an entry cannot be stored; undefined if it can. Checked before any statement, because an error of the
 * database would abort the host's transaction.
 */
export function storageFault(entry: unknown): ConsentFinding<ConsentError> | undefined {
  if (typeof entry !== 'object' || entry === null) return RECIPIENT_FAULT;
  const recipient: unknown = Reflect.get(entry, 'recipient');
  if (plainTextFault(recipient, LONGEST_RECIPIENT) !== undefined) return RECIPIENT_FAULT;
  return evidenceFault(entry);
}

/** Returns why a declined entry cannot be stored; without a recipient only its evidence is stored. */
export function declineFault(entry: unknown): ConsentFinding<ConsentError> | undefined {
  const isAnonymous =
    typeof entry === 'object' && entry !== null && Reflect.get(entry, 'recipient') === undefined;
  return isAnonymous ? evidenceFault(entry) : storageFault(entry);
}

/** Returns why an entry's evidence cannot be stored. */
function evidenceFault(entry: object): ConsentFinding<ConsentError> | undefined {
  const evidence: unknown = Reflect.get(entry, 'evidence');
  // Times of the person's device never refuse a refusal.
  const checksTimes = Reflect.get(entry, 'status') === 'ONAY';
  return evidence === undefined || isStorable(evidence, checksTimes)
    ? undefined
    : { code: 'evidence', field: 'evidence' };
}

function isStorable(evidence: unknown, checksTimes: boolean): boolean {
  if (typeof evidence !== 'object' || evidence === null) return false;
  const areTexts = EVIDENCE_TEXTS.every(([name, max]) => {
    const value: unknown = Reflect.get(evidence, name);
    return value === undefined || value === '' || plainTextFault(value, max) === undefined;
  });
  const areDates =
    !checksTimes || EVIDENCE_DATES.every((name) => isDateOrNothing(Reflect.get(evidence, name)));
  return areTexts && areDates && areTicks(Reflect.get(evidence, 'ticks'), checksTimes);
}

function areTicks(ticks: unknown, checksTimes: boolean): boolean {
  if (ticks === undefined) return true;
  return (
    Array.isArray(ticks) &&
    ticks.every(
      (tick: unknown) =>
        typeof tick === 'object' &&
        tick !== null &&
        (!checksTimes || isDateOrNothing(Reflect.get(tick, 'tickedAt'))),
    )
  );
}

const isDateOrNothing = (value: unknown): boolean => value === undefined || isMoment(value);

/** @throws LedgerError `not-a-record` unless it is an array. */
export function requireEntries(entries: unknown): void {
  if (!Array.isArray(entries)) throw new LedgerError('not-a-record');
}

/** @throws InputError unless it consists of digits. */
export function requireBrandCode(brandCode: unknown): void {
  const faults = new Faults();
  checkBrandCode(faults, 'brandCode', brandCode);
  faults.throwIfAny();
}

/** Adds a fault unless it consists of digits. */
export function checkBrandCode(faults: Faults, path: string, brandCode: unknown): void {
  if (typeof brandCode === 'string' && /^\d{1,20}$/.test(brandCode)) return;
  faults.add(path, 'brand-code-text');
}

/** @throws InputError with every fault of the keys. */
export function requireKeys(keys: readonly unknown[]): void {
  const faults = new Faults();
  if (!Array.isArray(keys)) faults.add('keys', 'list-required');
  else {
    keys.forEach((key: unknown, index) => {
      const given: Readonly<Record<string, unknown>> = { ...(typeof key === 'object' ? key : {}) };
      faults.plainText(`keys[${index}].recipient`, given['recipient'], LONGEST_RECIPIENT);
      checkAbout(faults, `keys[${index}].`, given);
    });
  }
  faults.throwIfAny();
}

/** Adds a fault unless recipient type and channel are valid. */
export function checkAbout(faults: Faults, prefix: string, about: unknown): void {
  const { recipientType, channel }: Readonly<Record<string, unknown>> = {
    ...(typeof about === 'object' ? about : {}),
  };
  checkWord(faults, `${prefix}recipientType`, recipientType, 'recipient-type', isRecipientType);
  checkWord(faults, `${prefix}channel`, channel, 'channel', isConsentChannel);
}

function checkWord(
  faults: Faults,
  path: string,
  value: unknown,
  code: ConsentError,
  isWord: (text: string) => boolean,
): void {
  if (typeof value !== 'string' || !isWord(value)) faults.list.push(consentInputFault(path, { code }));
}

/** @throws InputError with every fault of the filter. */
export function requireFilter({
  search,
  channel,
  recipientType,
  status,
  registration,
  limit,
  after,
}: ConsentFilter): void {
  const faults = new Faults();
  if (search !== undefined && search !== '') faults.plainText('search', search, LONGEST_RECIPIENT);
  if (channel !== undefined) checkWord(faults, 'channel', channel, 'channel', isConsentChannel);
  if (recipientType !== undefined)
    checkWord(faults, 'recipientType', recipientType, 'recipient-type', isRecipientType);
  if (status !== undefined) checkWord(faults, 'status', status, 'status', isConsentStatus);
  if (registration !== undefined) faults.oneOf('registration', registration, REGISTRATION_STATES);
  if (limit !== undefined) faults.wholeNumber('limit', limit, 1, LONGEST_LIST);
  if (after !== undefined) faults.wholeNumber('after', after, 0, Number.MAX_SAFE_INTEGER);
  faults.throwIfAny();
}

/** @throws InputError unless both are dates and the first is not after the last. */
export function requireRange(range: { from: Date; to: Date }): void {
  const faults = new Faults();
  const { from, to } = { ...range };
  faults.moment('from', from);
  faults.moment('to', to);
  if (isMoment(from) && isMoment(to) && from > to)
    faults.add('to', 'range-reversed', { first: 'from', last: 'to' });
  faults.throwIfAny();
}

/** @throws InputError unless it is a date. */
export function requireMoment(path: string, value: unknown): void {
  const faults = new Faults();
  faults.moment(path, value);
  faults.throwIfAny();
}
