import {
  checkText,
  consentInputFault,
  countSegments,
  Faults,
  inputFault,
  type CharacterMode,
  type ConsentFault,
  type FaultCode,
  type InputFault,
  isConsentChannel,
  isConsentSource,
  isConsentStatus,
  isMoment,
  isRecipientType,
  isTooOldForProvider,
  parseConsentRecipient,
  parsePhone,
  parseSender,
  parseTemplate,
  SAVED_TEMPLATE_LIMITS,
  templateInputFaults,
} from 'iletimerkezi-core';
import type { PreviewedFigures } from '../../outbox/outbox.types.js';
import { checkExpected } from '../../outbox/previewed-figures.js';

/** Returns why a value is invalid; undefined if it is valid. The fault has the code and text of the services, and no path. */
export type Rule = (value: unknown) => InputFault | undefined;

const NOWHERE = '';
const fault = (code: FaultCode, params?: Parameters<typeof inputFault>[2]): InputFault =>
  inputFault(NOWHERE, code, params);
const consentFault = (given: ConsentFault): InputFault => consentInputFault(NOWHERE, given);
const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

export const recipientRule =
  (abroad: boolean): Rule =>
  (value) => {
    const parsed = parsePhone(asText(value), { abroad });
    return parsed.ok ? undefined : fault(`number-${parsed.reason}`);
  };

/** Requires a list of 1 to `max` entries. */
export const listRule =
  (max: number): Rule =>
  (value) => {
    if (!Array.isArray(value) || value.length === 0) return fault('entries-required');
    return value.length > max ? fault('too-many-recipients', { max, count: value.length }) : undefined;
  };

/** Requires a text of 1 to `max` characters. */
export const plainTextRule =
  (max: number): Rule =>
  (value) => {
    const faults = new Faults();
    faults.plainText(NOWHERE, value, max);
    const checked = faults.settle(() => undefined);
    return checked.ok ? undefined : checked.faults[0];
  };

/** A SHA-256 in hexadecimal digits. */
const DIGEST = /^[0-9a-f]{64}$/;

/** Requires a preview of a message, or its digest. */
export const previewRule: Rule = (value) => {
  if (typeof value === 'string') return DIGEST.test(value) ? undefined : fault('object-required');
  const faults = new Faults();
  checkExpected(faults, value as PreviewedFigures);
  const [first] = faults.list;
  return first && { ...first, path: first.path.replace(/^expect/, '') };
};

/** Requires one of some words. */
export const wordsRule =
  (words: readonly string[]): Rule =>
  (value) =>
    words.some((word) => word === value) ? undefined : fault('not-listed', { words: words.join(', ') });

export const kindRule: Rule = (value) =>
  value === 'transactional' || value === 'commercial' ? undefined : fault('kind-required');

export const audienceRule: Rule = (value) =>
  typeof value === 'string' && isRecipientType(value) ? undefined : fault('audience-required');

export const senderRule: Rule = (value) => {
  const parsed = parseSender(asText(value));
  return parsed.ok ? undefined : fault(`sender-${parsed.reason}`);
};

export const textRule =
  ({ characterMode, maxParts }: { characterMode?: CharacterMode; maxParts?: number }): Rule =>
  (value) => {
    // The services replace `{ret}`, and refuse it without the option `optOut`.
    const checked = checkText(asText(value), { characterMode, optOutUrl: 'example.com/r' });
    if (!checked.ok) return checked.faults.map((found) => ({ ...found, path: NOWHERE }))[0];
    const isTooLong =
      maxParts !== undefined && countSegments(checked.value, { characterMode }).partsMax > maxParts;
    return isTooLong ? fault('text-too-long', { max: maxParts }) : undefined;
  };

/** Requires a template that can be read. Its texts are counted once they are rendered. */
export const templateRule: Rule = (value) => {
  const broken = plainTextRule(SAVED_TEMPLATE_LIMITS.text)(value);
  if (broken !== undefined) return broken;
  const parsed = parseTemplate(asText(value));
  return parsed.ok ? undefined : templateInputFaults(NOWHERE, parsed.faults)[0];
};

/** Accepts an unfinished text, which may be empty. */
export const draftTextRule: Rule = (value) =>
  value === '' ? undefined : plainTextRule(SAVED_TEMPLATE_LIMITS.text)(value);

const MOST_VALUES = 50;
const LONGEST_VALUE = 500;

/** Requires the values of each recipient: texts by name. */
export function templateValuesFault(value: unknown, recipients: unknown): InputFault | undefined {
  const count = Array.isArray(recipients) ? recipients.length : 0;
  const isValid = Array.isArray(value) && value.length === count && value.every(isTextsByName);
  return isValid ? undefined : fault('values-shape', { names: MOST_VALUES, max: LONGEST_VALUE });
}

function isTextsByName(row: unknown): boolean {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return false;
  const texts: unknown[] = Object.values(row);
  return (
    texts.length <= MOST_VALUES &&
    texts.every((text) => typeof text === 'string' && text.length <= LONGEST_VALUE)
  );
}

export const timeRule: Rule = (value) => (isMoment(value) ? undefined : fault('not-a-date'));

/** Requires a time in the future: the provider sends orders scheduled for the past immediately. */
export const sendAtRule: Rule = (value) => {
  if (!isMoment(value)) return fault('not-a-date');
  return value.getTime() > Date.now() ? undefined : fault('time-past');
};

/** Requires a date that the provider accepts. */
export const consentDateRule: Rule = (value) => {
  if (!isMoment(value)) return consentFault({ code: 'date' });
  return isTooOldForProvider(value, new Date()) ? consentFault({ code: 'too-old' }) : undefined;
};

export const brandCodeRule: Rule = (value) =>
  /^\d{1,20}$/.test(typeof value === 'number' ? String(value) : asText(value))
    ? undefined
    : fault('brand-code-digits');

const wordRule =
  (code: ConsentFault['code'], isWord: (text: string) => boolean): Rule =>
  (value) =>
    isWord(asText(value)) ? undefined : consentFault({ code });

export const recipientTypeRule = wordRule('recipient-type', isRecipientType);
export const channelRule = wordRule('channel', isConsentChannel);
export const statusRule = wordRule('status', isConsentStatus);
export const sourceRule = wordRule('source', isConsentSource);

/** Requires a phone number for MESAJ and ARAMA, an e-mail address for EPOSTA. Valid without a channel, which is a fault. */
export function consentRecipientFault(value: unknown, channel: unknown): InputFault | undefined {
  if (typeof channel !== 'string' || !isConsentChannel(channel)) return undefined;
  const parsed = parseConsentRecipient(asText(value), channel);
  return parsed.ok ? undefined : consentFault({ code: parsed.kind, reason: parsed.reason });
}
