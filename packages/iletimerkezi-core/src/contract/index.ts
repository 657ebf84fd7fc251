export type { BlacklistPage, BlacklistQuery } from './blacklist.js';
export type { CodeEntry, CodeSubject } from './code-entry.js';
export {
  findCode,
  findErrorCode,
  STATUS_CODES,
  type ErrorCodeEntry,
  type ProviderErrorName,
} from './codes.js';
export {
  decodeDeliveryWebhook,
  type DecodedWebhook,
  type DeliveryReport,
  type WebhookFault,
} from './delivery-webhook.js';
export type { Effect, Endpoint, EndpointSlug, Operation } from './endpoint.js';
export type { Credentials } from './envelope.js';
export type { Balance } from './get-balance.js';
export type { OrderReport, OrderStatus, OrderSummary, ReportPage, ReportRecipient } from './get-report.js';
export type { OrdersPage, OrdersQuery } from './get-reports.js';
export type { ConsentOnFile, ConsentQuery, ConsentState } from './iys-check.js';
export type {
  ConsentBatch,
  ConsentChannel,
  ConsentRecord,
  ConsentSource,
  ConsentStatus,
  RecipientType,
} from './iys-register.js';
export { countRecipients } from './send-sms.js';
export type {
  AcceptedOrder,
  Audience,
  OrderContent,
  OrderHead,
  OrderKind,
  OrderMessage,
  ParsedOrder,
  SmsOrder,
} from './send-sms.js';
export { setupSectionOf, type DocumentationPlace } from './setup-sections.js';
