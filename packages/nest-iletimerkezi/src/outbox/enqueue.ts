import type { E164 } from 'iletimerkezi-core';
import { guardOf } from '../options/consents.options.js';
import type { SpendRules } from '../options/spend.options.js';
import type { NewMessages, NewSpend } from '../storage/outbox/enqueue.js';
import { newId } from '../common/ids.js';
import { ContentDigest } from './content-digest.js';
import {
  checkMessage,
  checkSendingHours,
  type EnqueueAccount,
  headOf,
  refuseOtherContent,
  requirePreviewed,
} from './enqueue-input.js';
import { OutboxError } from './outbox.errors.js';
import type { EnqueueOptions, OutboxMessage } from './outbox.types.js';

/** Maximum number of recipients of an order in the instant lane. Source: provider documentation, overview, usage limits. */
const INSTANT_LIMIT = 100;

/** Options of the module's own messages. */
export interface OwnEnqueueOptions extends EnqueueOptions {
  /**
   * Erases the text as soon as the order was sent or has ended, and stores no digest of it: a short secret could be found by
   * trying all digests.
   */
  confidential?: boolean;
  /** The id of the campaign, if the caller stores it before. Default: a new one. */
  campaignId?: string;
}

/**
 * Checks a message that fits into one order and removes duplicate recipients.
 * @throws InputError or OutboxError with the faults of the message. Nothing is written then.
 * @returns a function that writes the order and returns the campaign's id.
 */
export function prepareOrder(
  account: EnqueueAccount,
  message: OutboxMessage,
  options: OwnEnqueueOptions,
): (messages: NewMessages) => Promise<string> {
  const order = checkMessage(account, message);
  checkSendingHours(account, order, options);
  const head = headOf(account, order, options);
  const messages = 'messages' in order ? order.messages : [order];
  const digest = new ContentDigest(head);
  const { dedupeKey, otherContent = 'refuse', confidential = false, expect } = options;
  const isDigested = dedupeKey !== undefined || expect !== undefined;
  const indexOf = new Map<E164, number>();
  let given = 0;
  messages.forEach(({ text, recipients }, index) => {
    given += recipients.length;
    for (const number of recipients) {
      const first = indexOf.get(number) ?? index;
      if (messages[first]?.text !== text) throw twoTexts();
      indexOf.set(number, first);
      if (isDigested) digest.add(number, text);
    }
  });
  requirePreviewed(expect, () => digest.toString());
  const campaign = {
    id: options.campaignId ?? newId(),
    account: account.name,
    dedupeKey,
    duplicates: given - indexOf.size,
    digest: dedupeKey === undefined || confidential ? undefined : digest.toString(),
  };
  const newOrder = {
    ...head,
    lane: options.lane ?? (indexOf.size > INSTANT_LIMIT ? 'bulk' : 'instant'),
    id: newId(),
    campaign: campaign.id,
    texts: messages.map(({ text }) => text),
    recipientCount: indexOf.size,
    ...(confidential && { confidential }),
    ...(account.spend && { spend: spendOf(account.spend, messages, confidential) }),
  };
  const recipients = {
    campaign: campaign.id,
    order: newOrder.id,
    numbers: [...indexOf.keys()],
    ...(messages.length > 1 && { textIndexes: [...indexOf.values()] }),
  };
  return async (newMessages) => {
    const guard = guardOf(account.guard, message);
    const { id, earlier } = await newMessages.enqueue(campaign, newOrder, recipients, guard);
    if (earlier && otherContent === 'refuse') refuseOtherContent({ id, ...earlier }, digest.toString());
    return id;
  };
}

const twoTexts = (): OutboxError => new OutboxError('two-texts');

/** An order that is confidential contains a one-time code, which is refused rather than sent in a later period. */
function spendOf(rules: SpendRules, messages: readonly { text: string }[], confidential: boolean): NewSpend {
  return {
    rules: confidential ? { ...rules, beyond: 'refuse' } : rules,
    parts: messages.map(({ text }) => rules.partsOf(text)),
  };
}
