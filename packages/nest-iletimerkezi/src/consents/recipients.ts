import {
  consentInputFault,
  type ConsentRecipient,
  type E164,
  Faults,
  inputFault,
  InputError,
  type InputFault,
  isConsentChannel,
  parseConsentRecipient,
  parsePhone,
  plainTextFault,
  type RecipientType,
} from 'iletimerkezi-core';
import type { ConsentKey, ParsedConsentKey } from '../storage/ledger/consent-key.js';
import { checkAbout, LONGEST_RECIPIENT, requireKeys } from './ledger/ledger-input.js';

/** The ledger stores refusals of calls to landlines. */
const PARSING = { landlines: true };

/** Parses an e-mail address or a number, landlines included. @throws InputError */
export function parseRecipient(recipient: string): ConsentRecipient {
  const channel = typeof recipient === 'string' && recipient.includes('@') ? 'EPOSTA' : 'ARAMA';
  const parsed = readText('recipient', recipient, (text) => readRecipient('recipient', text, channel));
  if (!parsed.ok) throw new InputError([parsed.fault]);
  return parsed.value;
}

/** Parses recipients, and returns each once. @throws InputError with every fault. */
export function parseRecipients(
  recipients: readonly string[],
  about: Omit<ConsentKey, 'recipient'>,
): ConsentRecipient[] {
  return parseList(recipients, about, (path, recipient) => readRecipient(path, recipient, about.channel));
}

/** Parses the numbers of a commercial SMS, and returns each once. @throws InputError with every fault. */
export function parseNumbers(numbers: readonly string[], recipientType: RecipientType): E164[] {
  return parseList(numbers, { recipientType, channel: 'MESAJ' }, (path, number) => {
    const parsed = parsePhone(number, { abroad: true });
    return parsed.ok ? parsed : { ok: false, fault: inputFault(path, `number-${parsed.reason}`) };
  });
}

/** A key whose recipient was parsed, or the fault of the recipient. */
export type ReadKey =
  | { readonly ok: true; readonly key: ParsedConsentKey }
  | { readonly ok: false; readonly key: ConsentKey; readonly fault: InputFault };

/** Parses the recipients of keys. @throws InputError with the faults of everything else. */
export function readKeys(keys: readonly ConsentKey[]): ReadKey[] {
  requireKeys(keys);
  return keys.map(({ recipient, recipientType, channel }) => {
    const parsed = readRecipient('recipient', recipient, channel);
    return parsed.ok
      ? { ok: true, key: { recipient: parsed.value, recipientType, channel } }
      : { ok: false, key: { recipient, recipientType, channel }, fault: parsed.fault };
  });
}

type Read<Value> = { ok: true; value: Value } | { ok: false; fault: InputFault };

function readRecipient(
  path: string,
  recipient: string,
  channel: ConsentKey['channel'],
): Read<ConsentRecipient> {
  const parsed = parseConsentRecipient(recipient, channel, PARSING);
  if (parsed.ok) return parsed;
  return { ok: false, fault: consentInputFault(path, { code: parsed.kind, reason: parsed.reason }) };
}

function readText<Value>(path: string, given: unknown, parse: (text: string) => Read<Value>): Read<Value> {
  const fault = plainTextFault(given, LONGEST_RECIPIENT);
  if (fault) return { ok: false, fault: inputFault(path, fault.code, fault.params) };
  return parse(String(given));
}

function parseList<Value>(
  list: readonly unknown[],
  about: Omit<ConsentKey, 'recipient'>,
  parse: (path: string, text: string) => Read<Value>,
): Value[] {
  const faults = new Faults();
  checkAbout(faults, '', about);
  if (!Array.isArray(list)) faults.add('recipients', 'list-required');
  const values = new Set<Value>();
  for (const [index, given] of Array.isArray(list) && isConsentChannel(about?.channel)
    ? list.entries()
    : []) {
    const path = `recipients[${index}]`;
    const read = readText(path, given, (text) => parse(path, text));
    if (read.ok) values.add(read.value);
    else faults.list.push(read.fault);
  }
  faults.throwIfAny();
  return [...values];
}
