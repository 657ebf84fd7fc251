import { FINAL_STATES, type ProviderOrder } from '../../../shared/api/orders.js';
import type { MessageKey } from '../../i18n/messages.tr.js';

/** Returns the text shown instead of a missing provider id. */
export const withoutId = (order: ProviderOrder | undefined): MessageKey =>
  order !== undefined && FINAL_STATES.has(order.state) ? 'order.provider.never' : 'order.provider.none';
