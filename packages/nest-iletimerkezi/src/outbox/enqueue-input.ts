import { checkOrder, Faults, InputError, type SmsOrder } from 'iletimerkezi-core';
import type { GuardRules } from '../options/consents.options.js';
import type { NewOrder } from '../storage/outbox/enqueue.js';
import { OutboxError } from './outbox.errors.js';
import type { CampaignMessage, EnqueueOptions, OutboxMessage } from './outbox.types.js';

/** What enqueuing knows of the account. */
export interface EnqueueAccount {
  readonly name: string;
  readonly defaultSender?: string;
  readonly characterMode?: 'english' | 'turkish' | 'unicode';
  readonly abroad?: boolean;
  /** What commercial messages are guarded by; undefined where there is no brand code. */
  readonly guard?: GuardRules;
}

/** What the orders of a campaign have in common. */
export type OrderHead = Omit<NewOrder, 'id' | 'campaign' | 'texts' | 'recipientCount' | 'lane'>;

/** A key is indexed; an index of PostgreSQL takes 2,700 bytes, and a character has up to four. */
const LONGEST_KEY = 500;

/** A well-formed number to check an order's other parts with; it is never stored or sent. */
const STAND_IN = '+905300000000';

/**
 * Checks everything that comes beside the message.
 * @throws InputError with every fault, before anything is written; OutboxError `bad-time`.
 */
export function checkEnqueueOptions(options: EnqueueOptions): void {
  const faults = new Faults();
  if (typeof options !== 'object' || options === null) {
    faults.add('options', {
      en: 'give an object or nothing',
      tr: 'bir nesne verin ya da hiçbir şey vermeyin',
    });
    faults.throwIfAny('send-sms');
  }
  const { dedupeKey, notBefore, notAfter, lane, otherContent } = options;
  if (dedupeKey !== undefined) faults.plainText('dedupeKey', dedupeKey, LONGEST_KEY);
  if (notBefore !== undefined) faults.moment('notBefore', notBefore);
  if (notAfter !== undefined) faults.moment('notAfter', notAfter);
  if (lane !== undefined) faults.oneOf('lane', lane, ['instant', 'bulk']);
  if (otherContent !== undefined) faults.oneOf('otherContent', otherContent, ['refuse', 'ignore']);
  faults.throwIfAny('send-sms');
  if (notAfter && notAfter.getTime() <= Math.max(Date.now(), notBefore?.getTime() ?? 0)) {
    throw new OutboxError('bad-time');
  }
}

/**
 * Checks a message and gives it as it is sent.
 * @throws InputError with every fault.
 */
export function checkMessage(account: EnqueueAccount, given: OutboxMessage): SmsOrder {
  const sender = given?.sender ?? account.defaultSender ?? '';
  const result = checkOrder({ ...given, sender }, account);
  if (!result.ok) throw new InputError(result.faults, 'send-sms');
  return result.value;
}

/**
 * Checks what a campaign's message says about all of its orders, and its text where it has one for all.
 * @throws InputError with every fault.
 */
export function checkHead(account: EnqueueAccount, message: CampaignMessage): SmsOrder {
  return checkMessage(account, { ...message, text: message?.text || 'x', recipients: [STAND_IN] });
}

/**
 * Checks one recipient's own text and gives it as it is sent.
 * @param row of the recipient, from 1.
 * @throws InputError with the row in its path.
 */
export function checkText(
  account: EnqueueAccount,
  message: CampaignMessage,
  text: string,
  row: number,
): string {
  const sender = message.sender ?? account.defaultSender ?? '';
  const result = checkOrder({ ...message, sender, text, recipients: [STAND_IN] }, account);
  if (result.ok) return 'text' in result.value ? result.value.text : text;
  const faults = result.faults.map((fault) => ({ ...fault, path: `recipients[${row - 1}].${fault.path}` }));
  throw new InputError(faults, 'send-sms');
}

/** What the orders of a checked message are written with. */
export function headOf(account: EnqueueAccount, order: SmsOrder, options: EnqueueOptions): OrderHead {
  const { sender, sendAt, kind } = order;
  const { notBefore, notAfter } = options;
  const audience = order.kind === 'commercial' ? { audience: order.audience } : {};
  return { account: account.name, sender, sendAt, kind, ...audience, notBefore, notAfter };
}

/**
 * Decides what becomes of a second message with a key that is taken.
 * @throws OutboxError `dedupe-conflict` when the first one says something else.
 */
export function refuseOtherContent({ id, digest }: { id: string; digest: string | null }, own: string): void {
  // What was enqueued by an earlier version, or has been erased, cannot be compared.
  if (digest === null || digest === own) return;
  throw new OutboxError('dedupe-conflict', { campaignId: id });
}
