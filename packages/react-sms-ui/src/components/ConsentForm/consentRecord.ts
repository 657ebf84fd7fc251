import type { ConsentChannel, ConsentSource, RecipientType } from 'iletimerkezi-core/client';
import { isConsentChannel, parseConsentRecipient } from 'iletimerkezi-core/consents';
import type { Translate } from '../../i18n/translate.js';
import type { Locale } from '../../i18n/types.js';
import type {
  ConsentBrand,
  ConsentDecision,
  ConsentFormRecord,
  ConsentOutcome,
  ConsentStatement,
} from './ConsentForm.types.js';

/** The text of a form by part. The form displays it and the evidence records it. */
export interface FormText {
  title: string;
  brand: ConsentBrand;
  paragraphs: readonly string[];
  question: string;
  free: string;
  boxes: readonly { channel: ConsentChannel; label: string }[];
}

/** Returns the text of a form. */
export function formTextOf(
  t: Translate,
  mode: 'ask' | 'withdraw',
  brand: ConsentBrand,
  statement: ConsentStatement,
  channels: readonly ConsentChannel[],
): FormText {
  const isWithdrawal = mode === 'withdraw';
  return {
    title: t(isWithdrawal ? 'consent.withdrawTitle' : 'consent.title'),
    brand,
    paragraphs: statement.text
      .replaceAll('\r\n', '\n')
      .split(/\n\s*\n/)
      .map((paragraph) => paragraph.trim())
      .filter((paragraph) => paragraph !== ''),
    question: t(isWithdrawal ? 'consent.withdrawChannels' : 'consent.channels'),
    free: t(isWithdrawal ? 'consent.withdrawFree' : 'consent.free'),
    boxes: channels.map((channel) => ({
      channel,
      label: t(isWithdrawal ? `consent.withdrawBox.${channel}` : `consent.box.${channel}`),
    })),
  };
}

/** Joins the text of a form. Equal forms have equal texts and therefore equal hashes. */
export function plainText({ title, brand, paragraphs, question, free, boxes }: FormText): string {
  const labels = boxes.map(({ label }) => label);
  return [brand.name, brand.address, title, ...paragraphs, question, ...labels, free]
    .join('\n')
    .normalize('NFC');
}

/** A decision at the time of the click, before its text is hashed. */
export interface Decided {
  id: string;
  decision: ConsentDecision;
  channels: readonly ConsentChannel[];
  recipientType: RecipientType | undefined;
  source: ConsentSource;
  /** The number or address of each channel, in the registry's notation. */
  recipients: ReadonlyMap<ConsentChannel, string>;
  text: string;
  version: string;
  locale: Locale;
  shownAt: number;
  decidedAt: number;
  ticks: ReadonlyMap<ConsentChannel, number>;
}

/** Whether the browser can hash. It cannot on pages without https. */
export const canHash = (): boolean => globalThis.crypto?.subtle !== undefined;

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Makes the record of a decision, with the hash of its text. */
export async function recordOf(decided: Decided): Promise<ConsentFormRecord> {
  const { decision, channels, recipientType, source, text, version, locale } = decided;
  const records: ConsentFormRecord['records'] =
    decision === 'refuse' || recipientType === undefined
      ? []
      : channels.map((channel) => ({
          recipient: decided.recipients.get(channel) ?? '',
          recipientType,
          channel,
          status: decision === 'consent' ? 'ONAY' : 'RET',
          source,
          consentDate: new Date(decided.decidedAt),
        }));
  return {
    id: decided.id,
    decision,
    channels,
    recipientType,
    source,
    contacts: channels.flatMap((channel) => {
      const recipient = decided.recipients.get(channel);
      return recipient === undefined ? [] : [{ channel, recipient }];
    }),
    records,
    evidence: {
      text,
      textHash: await sha256(text),
      textVersion: version,
      locale,
      shownAt: new Date(decided.shownAt),
      decidedAt: new Date(decided.decidedAt),
      ticks: channels.flatMap((channel) => {
        const time = decided.ticks.get(channel);
        return time === undefined ? [] : [{ channel, tickedAt: new Date(time) }];
      }),
    },
  };
}

/** A number and an address as entered. */
export interface Contact {
  phone: string;
  email: string;
}

/** Returns the recipient of a channel: the address for e-mail, the number for the others; undefined where it is invalid. */
export function recipientFor(channel: ConsentChannel, contact: Contact): string | undefined {
  const parsed = parseConsentRecipient(channel === 'EPOSTA' ? contact.email : contact.phone, channel);
  return parsed.ok ? parsed.value : undefined;
}

/** Reads the outcome of a decision from the host's answer, which may be anything. */
export function outcomeOf(answer: unknown): ConsentOutcome {
  if (typeof answer !== 'object' || answer === null) return {};
  const outcome: ConsentOutcome = {};
  if ('recordedAt' in answer && isMoment(answer.recordedAt)) outcome.recordedAt = answer.recordedAt;
  if ('withdrawn' in answer && Array.isArray(answer.withdrawn)) {
    outcome.withdrawn = answer.withdrawn.filter(isConsentChannel);
  }
  if ('kept' in answer && Array.isArray(answer.kept)) outcome.kept = answer.kept.filter(isConsentChannel);
  return outcome;
}

const isMoment = (value: unknown): value is string =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value));
