import type { E164, OrderState } from 'iletimerkezi-core';
import type {
  ContentsRepository,
  OrderPlan,
  StoredHead,
  StoredRecipient,
} from '../storage/outbox/contents.repository.js';
import { OutboxError } from './outbox.errors.js';
import type { CampaignMessage } from './outbox.types.js';

/** The content of a stored campaign, to be enqueued again. */
export interface StoredContent {
  readonly message: CampaignMessage & { readonly sender: string };
  /** The time at which the provider sends it, if it was scheduled. */
  readonly sendAt: Date | null;
  readonly recipients: AsyncIterable<{ to: E164; text: string }>;
}

/** Which recipients of a campaign to read. Without a condition, all. */
export interface RecipientChoice {
  readonly order?: (order: OrderPlan) => boolean;
  readonly recipient?: (recipient: StoredRecipient) => boolean;
}

export const EVERYONE: RecipientChoice = {};

/** Recipients of orders that were not sent, and that do not repeat one which may have been. */
export const CANCELLED: RecipientChoice = {
  order: ({ state, repeats }) => state === 'cancelled' && !repeats,
};

const ACCEPTED: ReadonlySet<OrderState> = new Set(['submitted', 'reconciled', 'settled']);

/** Recipients whose message was sent and not delivered. The provider also reports those of a cancelled order as undelivered. */
export const UNDELIVERED: RecipientChoice = {
  order: ({ state }) => ACCEPTED.has(state),
  recipient: ({ status }) => status === 'undelivered',
};

/**
 * Reads the message of a stored campaign and its recipients, each with the text that was stored for them.
 * @throws OutboxError `campaign-not-found`; `recipients-erased` when numbers or texts were erased.
 */
export async function readStoredContent(
  contents: ContentsRepository,
  campaign: string,
  choice: RecipientChoice,
): Promise<StoredContent> {
  const orders = await contents.ordersOf(campaign);
  const [first] = orders;
  const head = first && (await contents.order(campaign, first.id));
  if (head === undefined) throw new OutboxError('campaign-not-found', { id: campaign });
  const chosen = orders.filter((order) => choice.order?.(order) !== false);
  async function* recipients(): AsyncGenerator<{ to: E164; text: string }> {
    for (const { id } of chosen) {
      const order = await contents.order(campaign, id);
      if (order === undefined) continue;
      for (const recipient of await contents.recipients(id)) {
        if (choice.recipient?.(recipient) === false) continue;
        const text = order.texts?.[recipient.textIndex];
        const isErased = text === undefined || !recipient.number.startsWith('+');
        if (isErased) throw new OutboxError('recipients-erased', { id: campaign });
        yield { to: recipient.number, text };
      }
      if (order.texts === null) throw new OutboxError('recipients-erased', { id: campaign });
    }
  }
  return { message: messageOf(head), sendAt: chosen[0]?.sendAt ?? null, recipients: recipients() };
}

function messageOf({ sender, kind, audience }: StoredHead): StoredContent['message'] {
  return kind === 'commercial'
    ? { kind, audience: audience ?? 'BIREYSEL', sender }
    : { kind: 'transactional', sender };
}
