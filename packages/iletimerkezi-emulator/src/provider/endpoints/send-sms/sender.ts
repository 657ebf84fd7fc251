import { hasApprovedSender, type Account } from '../../../state/account.js';
import type { Quirks } from '../../../quirks/quirks.js';
import { refuse, type Answer } from '../../endpoint.js';

/** The sender for trying the interface before a real one is approved. */
export const APITEST = 'APITEST';
/** The provider replaces the text under APITEST by a fixed one that it does not publish; this stands in for it. */
export const APITEST_TEXT = 'Bu bir test mesajidir.';

/** Letters, digits, spaces inside and a few signs, as approved senders have. */
const SHAPE = /^(?=.*[A-Za-z0-9])[A-Za-z0-9.&_-](?:[A-Za-z0-9 .&_-]{0,9}[A-Za-z0-9.&_-])?$/;

const NO_SHAPE =
  'order.sender is longer than 11 characters, or has other than letters, digits, spaces and . & _ -';

/** Why an order may not go out under a sender, or nothing. Approval is exact: case and blanks count. */
export function refuseSender(sender: unknown, account: Account, quirks: Quirks): Answer | undefined {
  const byShape = quirks.senderShape === '459-460';
  if (typeof sender !== 'string' || sender === '') {
    return refuse(byShape ? 459 : 450, 'order.sender is missing, empty or no text');
  }
  const hasShape = SHAPE.test(sender);
  if (byShape && !hasShape) return refuse(460, NO_SHAPE);
  if (sender === APITEST) {
    return hasApprovedSender(account) && quirks.apitestAfterApproval === 'refuse'
      ? refuse(450, 'APITEST is refused once the account has an approved sender (quirk apitestAfterApproval)')
      : undefined;
  }
  const known = account.senders.find(({ name }) => name === sender);
  if (known && !hasShape) return refuse(450, NO_SHAPE);
  if (known?.approved) return undefined;
  if (known) return refuse(450, 'the sender is known but not approved yet');
  const near = account.senders.find(({ name }) => fold(name) === fold(sender));
  return refuse(
    450,
    near
      ? `the sender differs from "${near.name}" in case or blanks; the match is exact`
      : `the account has no sender of that name; it has ${account.senders.length}`,
  );
}

function fold(name: string): string {
  return name.replaceAll(/\s/g, '').toLowerCase();
}
