import { FINAL_STATES, type ProviderOrder } from '../../../shared/api/orders.js';
import type { MessageKey } from '../../i18n/messages.tr.js';

/** What stands where the provider's id would: it comes with its answer, or never where the order has come to its end. */
export const withoutId = (order: ProviderOrder | undefined): MessageKey =>
  order !== undefined && FINAL_STATES.has(order.state) ? 'order.provider.never' : 'order.provider.none';
