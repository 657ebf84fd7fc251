export type { ComposedMessage } from './composed-message.js';
export type { ConsentEvidence, ConsentTick } from './consent-evidence.js';
export { deliveryStatusOf, type DeliveryReportStatus, type DeliveryStatus } from './delivery-status.js';
export { ORDER_STATES, type OrderState } from './order-state.js';
export type { SubmitResult } from './submit-result.js';
