import type { E164 } from 'iletimerkezi-core';
import type {
  ContentsRepository,
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

/**
 * Reads the message of a stored campaign and its recipients, each with the text that was stored for them.
 * @param isChosen which recipients to return.
 * @throws OutboxError `campaign-not-found`; `recipients-erased` when numbers or texts were erased.
 */
export async function readStoredContent(
  contents: ContentsRepository,
  campaign: string,
  isChosen: (recipient: StoredRecipient) => boolean,
): Promise<StoredContent> {
  const ids = await contents.ordersOf(campaign);
  const [first] = ids;
  const head = first === undefined ? undefined : await contents.order(campaign, first);
  if (head === undefined) throw new OutboxError('campaign-not-found', { id: campaign });
  async function* recipients(): AsyncGenerator<{ to: E164; text: string }> {
    for (const id of ids) {
      const order = await contents.order(campaign, id);
      if (order === undefined) continue;
      for (const recipient of await contents.recipients(id)) {
        if (!isChosen(recipient)) continue;
        const text = order.texts?.[recipient.textIndex];
        const isErased = text === undefined || !recipient.number.startsWith('+');
        if (isErased) throw new OutboxError('recipients-erased', { id: campaign });
        yield { to: recipient.number, text };
      }
      if (order.texts === null) throw new OutboxError('recipients-erased', { id: campaign });
    }
  }
  return { message: messageOf(head), sendAt: head.sendAt, recipients: recipients() };
}

function messageOf({ sender, kind, audience }: StoredHead): StoredContent['message'] {
  return kind === 'commercial'
    ? { kind, audience: audience ?? 'BIREYSEL', sender }
    : { kind: 'transactional', sender };
}
