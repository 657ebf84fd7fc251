import { sql } from 'kysely';

/**
 * Whether an order `first` that the order `o` repeats may have been sent: its outcome is unknown, or it was found at the provider
 * later.
 */
export const MAY_HAVE_SENT = sql`first.id = o.resend_of and first.state not in ('rejected', 'expired', 'cancelled', 'withheld')`;
