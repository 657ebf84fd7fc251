import { IletimerkeziError } from 'iletimerkezi-core';
import { MODULE_ERROR_TEXTS } from '../common/error-texts.js';

/** Thrown when a sender is not approved for the account. Orders must spell senders exactly as approved. */
export class SenderNotApprovedError extends IletimerkeziError {
  override readonly name = 'SenderNotApprovedError';
  declare readonly code: 'sender-not-approved';

  constructor(
    readonly sender: string | undefined,
    readonly approved: readonly string[],
  ) {
    const similar = sender === undefined ? undefined : approved.find((one) => fold(one) === fold(sender));
    const code = 'sender-not-approved';
    const params = { sender: sender ?? '–', approved: (similar ?? approved.join(', ')) || '–' };
    super({ code, texts: MODULE_ERROR_TEXTS[code], params });
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), sender: this.sender, approved: this.approved };
  }
}

/** Removes spaces and case. Senders are ASCII, so Turkish case rules do not apply. */
function fold(sender: string): string {
  return sender.replace(/\s+/g, '').toUpperCase();
}
