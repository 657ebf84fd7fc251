import { IletimerkeziError } from 'iletimerkezi-core';
import { MODULE_ERROR_TEXTS } from '../common/error-texts.js';

/** A sender is not among the account's approved ones, which have to be written exactly as approved. */
export class SenderNotApprovedError extends IletimerkeziError {
  override readonly name = 'SenderNotApprovedError';
  declare readonly code: 'sender-not-approved';

  constructor(
    readonly sender: string | undefined,
    readonly approved: readonly string[],
  ) {
    const near = sender === undefined ? undefined : approved.find((one) => fold(one) === fold(sender));
    const code = 'sender-not-approved';
    const params = { sender: sender ?? '–', approved: (near ?? approved.join(', ')) || '–' };
    super({ code, texts: MODULE_ERROR_TEXTS[code], params });
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), sender: this.sender, approved: this.approved };
  }
}

/** Senders are ASCII: no Turkish case rules here. */
function fold(sender: string): string {
  return sender.replace(/\s+/g, '').toUpperCase();
}
