export { SmsUiProvider, type SmsUiProviderProps } from './provider/SmsUiProvider.js';
export { useSmsUi, type SmsUi } from './provider/context.js';
export { editText } from './parts/editText.js';
export { iletiMerkezi, type AccountProfile, type ProviderProfile } from './provider/profile.js';
export { messagesEn } from './i18n/en.js';
export { messagesTr } from './i18n/tr.js';
export type { MessageKey, Messages, MessageValues, SomeMessages, Translate } from './i18n/translate.js';
export type { Billing, Locale, Message, Translation } from './i18n/types.js';
export { formatPhone, type Format } from './i18n/format.js';
export { foldForSearch } from './i18n/fold.js';
export type { SmsVariables } from './theme/variables.js';
export type { LoadError } from './parts/LoadFault.js';
export * from './components/SegmentCounter/index.js';
export * from './components/RecipientsField/index.js';
export {
  NO_RECIPIENTS,
  recipientsFromText,
  type ReadOptions,
  type RecipientsValue,
  type RowKind,
} from './recipients/recipientsValue.js';
export * from './components/ReportTable/index.js';
export { applyReportEvent, followReport, type LiveReport, type RecipientRow } from './report/liveReport.js';
export type { TaskState } from './parts/useTask.js';
export type { DeliveryStatus, ReportRow } from './report/reportRow.js';
export type { Filter, Sort, SortColumn } from './report/rowIndex.js';
export * from './components/PhonePreview/index.js';
export * from './components/PhoneThread/index.js';
export { MessageMark, type MessageMarkProps, type MessageStatus } from './parts/MessageMark.js';
export { Keys, type KeysProps } from './parts/Keys.js';
export { StateMark, type StateIcon, type StateMarkProps } from './parts/StateMark.js';
export * from './components/DateTimeField/index.js';
export * from './components/SmsComposer/index.js';
export * from './components/ContentCheck/index.js';
export * from './components/BalanceCard/index.js';
export * from './components/DeliveryChart/index.js';
export * from './components/OrdersTable/index.js';
export * from './components/FilterBar/index.js';
export * from './components/Toast/index.js';
export * from './components/Tooltip/index.js';
export * from './components/Tabs/index.js';
export * from './components/Breadcrumb/index.js';
export * from './components/CommandMenu/index.js';
export * from './components/Shortcuts/index.js';
export * from './components/ConsentForm/index.js';
export * from './components/ConsentBadge/index.js';
export * from './components/BlacklistManager/index.js';
export * from './components/ImportReport/index.js';
export * from './components/ConsentHistory/index.js';
export * from './components/PhoneField/index.js';
export * from './components/CodeField/index.js';
export * from './components/PhoneVerification/index.js';
