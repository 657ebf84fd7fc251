import { FINAL_REPORT_STATES, type ReportOrder } from 'iletimerkezi-core';
import type { MessageKey } from '../../i18n/messages.tr.js';

/** Returns the text shown instead of a missing provider id. */
export const withoutId = (order: ReportOrder | undefined): MessageKey =>
  order !== undefined && FINAL_REPORT_STATES.has(order.state)
    ? 'order.provider.never'
    : 'order.provider.none';
