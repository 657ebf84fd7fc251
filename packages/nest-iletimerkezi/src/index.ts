export { IletimerkeziModule } from './module/iletimerkezi.module.js';
export type {
  CredentialsSource,
  IletimerkeziModuleExtras,
  IletimerkeziOptions,
  IletimerkeziOptionsFactory,
  IletimerkeziRootOptions,
} from './options/iletimerkezi.options.js';
export type { WebhookOptions } from './options/webhook.options.js';
export { readEnvironment, type Environment } from './options/environment.js';
export { ConfigurationError } from './common/configuration.error.js';
export {
  moduleErrorTexts,
  type ConfigurationErrorCode,
  type ModuleErrorCode,
  type OutboxErrorCode,
} from './common/error-texts.js';
export { IletimerkeziOptionsError } from './options/validate-options.js';
export type { OptionFault, OptionFaultCode } from './options/option-texts.js';

export { IletimerkeziAccount } from './module/account.js';
export type { BackgroundStatus } from './worker/worker-group.js';
export type { WorkerStatus } from './worker/worker.js';
export { IletimerkeziAccounts } from './module/accounts.js';
export { getIletimerkeziToken, InjectIletimerkezi } from './client/account.tokens.js';

export { SmsService } from './sending/sms.service.js';
export type {
  Estimate,
  EstimateInput,
  ScheduleOrder,
  SendEachOrder,
  SendOptions,
  SendOrder,
  SentOrder,
} from './sending/sms.types.js';
export { ReportsService } from './client/reports.service.js';
export { AccountService } from './client/account.service.js';
export { SenderNotApprovedError } from './client/sender-not-approved.error.js';
export { BlacklistService } from './client/blacklist.service.js';
export type { AddManyOptions, AddManyProgress, AddManyResult } from './client/add-many.js';
export { ConsentsService } from './consents/consents.service.js';
export type { ConsentRegistry } from './consents/registry/consent-registry.js';
export type {
  CheckOptions,
  ConsentCheck,
  ConsentCheckFailure,
  ConsentCheckResult,
} from './consents/registry/consent-checker.js';
export { OnConsent } from './consents/on-consent.decorator.js';
export type { ConsentChange, ConsentChangeFilter } from './consents/consent-change.js';
export type { ConsentPreview, PreviewOptions, SendBasis } from './consents/guard/consent-guard.js';
export {
  RecipientsWithheldError,
  TooManyToCheckError,
  type WithheldReason,
  type WithheldRecipient,
} from './consents/guard/withheld.js';
export type { FrequencyCapOptions } from './options/commercial.options.js';
export type { DailyHours, SendingHoursOptions, Weekday } from './options/sending-hours.options.js';
export type { LimitOptions, SpendLimitOptions } from './options/spend.options.js';
export type { ConsentOptions } from './options/consents.options.js';
export type { ConsentPolicy } from './options/guard-rules.js';
export type { Verdict as ConsentVerdict } from './storage/ledger/verdict.js';
export type { RegistryAnswer } from './storage/ledger/checks.repository.js';

export type { Delivery, DeliveryDeduplication } from './options/delivery.js';
export type { DeliveryFilter } from './webhooks/delivery-filter.js';
export type {
  ArrivedDelivery,
  DeliveryOutcome,
  DeliveryStore,
  KeptDelivery,
} from './options/delivery-store.js';
export { MemoryDeliveryStore, type MemoryDeliveryStoreLimits } from './webhooks/memory-delivery-store.js';
export { DeliveryInbox } from './webhooks/delivery-inbox.js';
export {
  DeliveryReport,
  DeliveryWebhook,
  type DeliveryWebhookOptions,
} from './webhooks/delivery-webhook.decorator.js';
export {
  createDeliveryController,
  type DeliveryControllerOptions,
} from './webhooks/create-delivery-controller.js';
export { OnDelivery } from './webhooks/on-delivery.decorator.js';
export { redactWebhookUrl } from './webhooks/delivery-token.js';

export { IletimerkeziEvents, type IletimerkeziEvent } from './events/events.js';
export { CallObservers, type CallObserver, type ProviderCall } from './telemetry/call-observer.js';

export { languageOf } from './http/errors/language-of.js';
export { withHeartbeat } from './http/reports/heartbeat.js';
export { nextRevision } from './http/reports/revision.js';
export { IletimerkeziExceptionFilter } from './http/errors/exception.filter.js';
export { toHttpException } from './http/errors/http-exception.js';

export {
  toBalance,
  toBlacklist,
  type BalanceView,
  type Billing,
  type BlacklistView,
} from './http/views/account-views.js';
export {
  toConsentCheck,
  toConsentHistory,
  toConsentList,
  toConsentOutcome,
  type ConsentCheckView,
  type ConsentHistoryRow,
  type ConsentListPage,
  type ConsentListRow,
  type ConsentOutcomeView,
  type RegistryProgress,
} from './http/views/consent-views.js';
export {
  toOrderRows,
  toReportRows,
  type OrderListRow,
  type ReportListRow,
} from './http/views/order-views.js';
export {
  CampaignReports,
  type LiveListOptions,
  type LiveReportOptions,
  type ReportSource,
} from './http/reports/campaign-reports.js';
export type { ReportConnection, ReportRequest } from './http/reports/report-request.js';
export { toCampaignDetail, toCampaignReport, type ReportContext } from './http/reports/campaign-report.js';
export { type StoredWithheldReason, type WithheldReport } from './http/reports/withheld-report.js';
export { SubmitResultFilter, toSubmitResult } from './http/dto/submit-result.js';

export { PhoneVerificationService } from './phone-verification/phone-verification.service.js';
export {
  PHONE_VERIFICATION_HEADER,
  PhoneVerified,
  PhoneVerifiedGuard,
  type PhoneVerifiedOptions,
  VerifiedPhone,
} from './phone-verification/phone-verified.guard.js';
export {
  createPhoneVerificationController,
  type PhoneVerificationControllerOptions,
  type PhoneVerificationRequest,
} from './phone-verification/create-phone-verification-controller.js';
export {
  createSupabaseSmsHookController,
  type SupabaseSmsHookControllerOptions,
  type SupabaseUser,
} from './phone-verification/create-supabase-sms-hook-controller.js';
export {
  type BetterAuthCode,
  type BetterAuthContext,
  betterAuthPhoneNumber,
  type BetterAuthPhoneNumber,
  type BetterAuthPhoneNumberOptions,
} from './phone-verification/better-auth.js';
export { PhoneVerificationError } from './phone-verification/phone-verification.errors.js';
export type {
  CodeSent,
  CodeToSend,
  EnteredCode,
  StartVerification,
  VerificationCheck,
  VerificationId,
  VerificationResent,
  VerificationResult,
  VerificationSent,
  VerifiedPhoneQuery,
} from './phone-verification/phone-verification.types.js';
export {
  PHONE_VERIFICATION_LIMITS,
  type LimitWindow,
  type PhoneVerificationLimits,
  type PhoneVerificationOptions,
  type PhoneVerificationRefusal,
  type PumpingGuard,
  type VerificationScope,
} from './options/phone-verification.options.js';
export type { PhoneVerificationErrorCode } from './common/error-texts.js';

export {
  createOptOutController,
  type OptOutControllerOptions,
  type OptOutControllerRequest,
} from './opt-out/create-opt-out-controller.js';
export type { ConsentNotice } from './consents/ledger/consent-notices.js';
export type { BrandProfileOptions, OptOutOptions } from './options/content.options.js';

export { TemplatesService } from './templates/templates.service.js';
export {
  createTemplatesController,
  type TemplatesControllerOptions,
} from './templates/create-templates-controller.js';
export { TemplateError } from './common/template.error.js';
export type { ListTemplates, TemplateUser, TemplateVersion } from './templates/templates.types.js';
export type { TemplateErrorCode } from './common/error-texts.js';

export { OutboxService, type Resolution } from './outbox/outbox.service.js';
export { Campaign } from './outbox/campaign.js';
export {
  createCampaignsController,
  type CampaignAction,
  type CampaignPage,
  type CampaignsControllerOptions,
  type CampaignWithCosts,
} from './campaigns/create-campaigns-controller.js';
export type {
  CampaignCosts,
  CostSource,
  CostSums,
  OrderCost,
  RecipientCost,
} from './outbox/campaign-costs.js';
export type { PeriodSpend, Spend } from './storage/spend/spend.repository.js';
export { OutsideHoursError } from './sending/outside-hours.error.js';
export { SpendLimitError, type ExceededCap, type SpendCap } from './storage/spend/spend-limit.error.js';
export { OutboxError, PreviewDiffersError } from './outbox/outbox.errors.js';
export type { OutboxOptions, RetentionOptions } from './options/outbox.options.js';
export type {
  CampaignMessage,
  CampaignPreview,
  CampaignRecipient,
  EnqueueOptions,
  OutboxMessage,
  PreviewedSpend,
  PreviewChange,
  PreviewChanges,
  PreviewedFigures,
  ComposeOptions,
  PreviewOptions as OutboxPreviewOptions,
} from './outbox/outbox.types.js';
export { OnSmsEvent, type SmsEventFilter } from './events/on-sms-event.decorator.js';
export { orderReasonText } from './events/order-reason-texts.js';
export type { Backlog } from './storage/outbox/backlog.repository.js';
export type { CampaignProgress, OrderView } from './storage/outbox/campaigns.repository.js';
export type { CampaignSummary, RecipientDelivery } from './storage/outbox/campaign-pages.repository.js';
export type {
  HeldReason,
  OrderEvidence,
  OrderReason,
  WaitingReason,
  ReconciledReason,
  SettledReason,
  UnknownReason,
} from './storage/events/order-evidence.js';
export type {
  RecordsData,
  RegistrationEventType,
  SmsEvent,
  SmsEventOf,
  SmsEventType,
  ToolCallData,
  VerificationEventType,
  VerificationEndType,
  VerificationFindingType,
} from './storage/events/sms-event.js';
export type {
  ToolSend,
  ToolSendPeriods,
  ToolSendReservation,
  ToolSendSize,
} from './storage/tool-sends.repository.js';
export { ORDER_TRANSITIONS } from './storage/order-states.js';
export type { HostTransaction } from './storage/host-transaction.js';
export type { HeldRecord, RegistrationBacklog } from './storage/ledger/registrations.repository.js';
export type { ConsentExport } from './consents/ledger/evidence.js';
export { ConsentRefusedError, LedgerError, type LedgerErrorCode } from './consents/ledger/ledger.errors.js';
export type {
  BrandOptions,
  ChainReport,
  ConsentEntry,
  ConsentFilter,
  ConsentList,
  DeclineEntry,
  Declined,
  EraseOptions,
  OptOut,
  OptOutEntry,
  RecordedConsent,
  RecordManyResult,
  RecordOptions,
  RefusedEntry,
} from './consents/ledger/ledger.types.js';
export type { ConsentKey, ParsedConsentKey } from './storage/ledger/consent-key.js';
export type {
  ConsentTotal,
  DeclineRecord,
  LedgerRecord,
  ListedConsent,
} from './storage/ledger/ledger-rows.js';
export type { CurrentConsent } from './storage/ledger/current-consents.js';
export { REGISTRATION_STATES, type RegistrationState } from './storage/ledger/append.js';
export { VerificationError } from './consents/registry/verification/verification.errors.js';
export type { VerifyOptions } from './consents/registry/verification/verification.types.js';
export type { VerificationOptions } from './options/verification.options.js';
export type { VerificationReport } from './storage/ledger/verification-report.js';
export type { ConsentImport } from './consents/import/consent-import.js';
export { ImportError } from './consents/import/import.errors.js';
export { importFaultText } from './consents/import/import-fault-text.js';
export type {
  ImportBatch,
  ImportOptions,
  ImportRecord,
  ImportSource,
} from './consents/import/import.types.js';
export type {
  RefusedRow,
  ImportFault,
  ImportPoint,
  ImportReport,
  ImportTotals,
} from './storage/ledger/import-rows.js';
export { StorageError, type StorageErrorCode, type StorageReason } from './storage/storage.errors.js';
export type { StorageOptions } from './options/storage.options.js';
