import { IletimerkeziError } from 'iletimerkezi-core';

/** A sender is not among the account's approved ones, which have to be named letter for letter. */
export class SenderNotApprovedError extends IletimerkeziError {
  override readonly name = 'SenderNotApprovedError';

  constructor(
    readonly sender: string | undefined,
    readonly approved: readonly string[],
  ) {
    const near = sender === undefined ? undefined : approved.find((one) => fold(one) === fold(sender));
    const list = approved.length === 0 ? 'none' : approved.join(', ');
    const listTr = approved.length === 0 ? 'yok' : approved.join(', ');
    super({
      code: 'sender-not-approved',
      message: sender === undefined ? 'No sender was named.' : `The sender "${sender}" is not approved.`,
      hint: near === undefined ? `Approved senders: ${list}.` : `Write it as approved: "${near}".`,
      hintTr: near === undefined ? `Onaylı başlıklar: ${listTr}.` : `Onaylandığı gibi yazın: "${near}".`,
      outcome: 'not-applied',
      retryable: false,
    });
  }
}

/** Senders are ASCII: no Turkish case rules here. */
function fold(sender: string): string {
  return sender.replace(/\s+/g, '').toUpperCase();
}
