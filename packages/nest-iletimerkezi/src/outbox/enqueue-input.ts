import {
  inputFault,
  checkOrder,
  checkOrderHead,
  Faults,
  InputError,
  type InputFault,
  type OrderHead as SmsHead,
  type ParsedOrder,
} from 'iletimerkezi-core';
import type { CommercialRules } from '../options/commercial.options.js';
import type { GuardRules } from '../options/guard-rules.js';
import type { SendingHours } from '../options/sending-hours.js';
import type { ContentRules } from '../options/content.options.js';
import type { OptOutLinks } from '../opt-out/opt-out-links.js';
import type { SpendRules } from '../options/spend.options.js';
import type { NewOrder } from '../storage/outbox/enqueue.js';
import { OutboxError, PreviewDiffersError } from './outbox.errors.js';
import type { CampaignMessage, EnqueueOptions, OutboxMessage } from './outbox.types.js';
import { checkExpected } from './previewed-figures.js';

/** The settings of an account that enqueuing needs. */
export interface EnqueueAccount extends ContentRules {
  readonly name: string;
  readonly defaultSender?: string;
  readonly characterMode?: 'english' | 'turkish' | 'unicode';
  readonly abroad?: boolean;
  /** The consent rules of commercial messages; undefined without a brand code. */
  readonly guard?: GuardRules;
  /** The spend limits; undefined without any. */
  readonly spend?: SpendRules;
  /** The sending hours and the frequency cap of commercial messages. */
  readonly commercial?: CommercialRules;
  /** Fills `{ret}`; undefined without opt-out links. */
  readonly optOut?: OptOutLinks;
  readonly turkishLetterCost?: 1 | 2;
}

/** The columns that all orders of a campaign share. */
export type OrderHead = Omit<NewOrder, 'id' | 'campaign' | 'texts' | 'recipientCount' | 'lane'>;

/** Maximum length of a key. An index entry of PostgreSQL has at most 2,700 bytes, and a character has up to four. */
const LONGEST_KEY = 500;

/**
 * Checks the options of an enqueue call.
 * @throws InputError with every fault, before anything is written; OutboxError `bad-time`.
 */
export function checkEnqueueOptions(options: EnqueueOptions): void {
  const faults = new Faults();
  if (typeof options !== 'object' || options === null) {
    faults.add('options', 'object-required');
    faults.throwIfAny('send-sms');
  }
  const { dedupeKey, notBefore, notAfter, lane, otherContent, expect } = options;
  if (dedupeKey !== undefined) faults.plainText('dedupeKey', dedupeKey, LONGEST_KEY);
  if (notBefore !== undefined) faults.moment('notBefore', notBefore);
  if (notAfter !== undefined) faults.moment('notAfter', notAfter);
  if (lane !== undefined) faults.oneOf('lane', lane, ['instant', 'bulk']);
  if (otherContent !== undefined) faults.oneOf('otherContent', otherContent, ['refuse', 'ignore']);
  if (expect !== undefined) checkExpected(faults, expect);
  faults.throwIfAny('send-sms');
  if (notAfter && notAfter.getTime() <= Math.max(Date.now(), notBefore?.getTime() ?? 0)) {
    throw new OutboxError('bad-time');
  }
}

/**
 * Checks a message and returns it in the form in which it is sent, with footer and opt-out links.
 * @throws InputError with every fault.
 */
export function checkMessage(account: EnqueueAccount, given: OutboxMessage): ParsedOrder {
  const sender = given?.sender ?? account.defaultSender ?? '';
  const result = checkOrder({ ...given, sender }, account);
  if (!result.ok) throw new InputError(result.faults, 'send-sms');
  return account.optOut?.fillOrder(result.value) ?? result.value;
}

/**
 * Checks the parts of a campaign's message that all of its orders share, including the common text when it has one.
 * @throws InputError with every fault.
 */
export function checkHead(account: EnqueueAccount, message: CampaignMessage): SmsHead {
  const sender = message?.sender ?? account.defaultSender ?? '';
  const result = checkOrderHead({ ...message, sender, text: message?.text || undefined }, account);
  const faults = result.ok ? [] : [...result.faults];
  if (Reflect.has(Object(message), 'messages')) faults.push(ONE_TEXT);
  if (!result.ok || faults.length > 0) throw new InputError(faults, 'send-sms');
  return result.value;
}

const ONE_TEXT = inputFault('messages', 'one-text-per-campaign');

/**
 * Checks the times of a commercial message against the account's sending hours.
 * @throws InputError with the next opening for a `sendAt` outside of them, and for a `notAfter` that passes before they open.
 */
export function checkSendingHours(
  { commercial }: EnqueueAccount,
  { kind, sendAt }: Pick<SmsHead, 'kind' | 'sendAt'>,
  { notBefore, notAfter }: EnqueueOptions,
): void {
  const { hours } = commercial ?? {};
  if (kind !== 'commercial' || hours === undefined) return;
  const fault = sendAt
    ? hours.sendAtFault('sendAt', sendAt)
    : closedUntilTheEnd(hours, { notBefore, notAfter });
  if (fault) throw new InputError([fault], 'send-sms');
}

/** Returns the fault of a message whose `notAfter` passes before the hours open. */
function closedUntilTheEnd(
  hours: SendingHours,
  { notBefore, notAfter }: Pick<EnqueueOptions, 'notBefore' | 'notAfter'>,
): InputFault | undefined {
  const earliest = new Date(Math.max(Date.now(), notBefore?.getTime() ?? 0));
  const opensInTime = notAfter === undefined || hours.nextOpening(earliest) < notAfter;
  return opensInTime ? undefined : hours.faultOf('notAfter', earliest);
}

/** Returns the columns that all orders of a checked message share. */
export function headOf(account: EnqueueAccount, order: SmsHead, options: EnqueueOptions): OrderHead {
  const { sender, sendAt, kind } = order;
  const { notBefore, notAfter } = options;
  const audience = order.kind === 'commercial' ? { audience: order.audience } : {};
  return { account: account.name, sender, sendAt, kind, ...audience, notBefore, notAfter };
}

/**
 * Compares a message with the campaign that has the same dedupe key.
 * @throws OutboxError `dedupe-conflict` when their contents differ.
 */
export function refuseOtherContent({ id, digest }: { id: string; digest: string | null }, own: string): void {
  // A campaign that an earlier version enqueued, or that was erased, has no digest to compare.
  if (digest === null || digest === own) return;
  throw new OutboxError('dedupe-conflict', { campaignId: id });
}

/**
 * Compares a message with its preview.
 * @throws OutboxError `preview-differs`
 */
export function requirePreviewed(expected: EnqueueOptions['expect'], own: () => string): void {
  if (expected !== undefined && digestOf(expected) !== own()) throw new PreviewDiffersError();
}

const digestOf = (expected: NonNullable<EnqueueOptions['expect']>): string =>
  typeof expected === 'string' ? expected : expected.digest;
