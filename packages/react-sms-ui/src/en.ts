/**
 * English only: the provider with this language built in, and its texts, complete (`messages`) and by area, for
 * `SmsUiProvider` of `react-sms-ui/provider`.
 */
export { EnglishProvider as SmsUiProvider } from './provider/EnglishProvider.js';
export type { OneLanguageProviderProps as SmsUiProviderProps } from './provider/oneLanguage.js';
export { messagesEn as messages } from './i18n/en.js';
export { en as balance } from './i18n/balance.js';
export { en as blacklist } from './i18n/blacklist.js';
export { en as breadcrumb } from './i18n/breadcrumb.js';
export { en as chart } from './i18n/chart.js';
export { en as codeField } from './i18n/codeField.js';
export { en as commands } from './i18n/commands.js';
export { en as common } from './i18n/common.js';
export { en as composer } from './i18n/composer.js';
export { en as content } from './i18n/content.js';
export { en as consentForm } from './i18n/consentForm.js';
export { en as consentRecords } from './i18n/consentRecords.js';
export { en as counter } from './i18n/counter.js';
export { en as dateTime } from './i18n/dateTime.js';
export { en as filters } from './i18n/filters.js';
export { en as importReport } from './i18n/importReport.js';
export { en as orders } from './i18n/orders.js';
export { en as phoneField } from './i18n/phoneField.js';
export { en as phoneVerification } from './i18n/phoneVerification.js';
export { en as recipients } from './i18n/recipients.js';
export { en as report } from './i18n/report.js';
export { en as shortcuts } from './i18n/shortcuts.js';
export { en as thread } from './i18n/thread.js';
export { en as toast } from './i18n/toast.js';
