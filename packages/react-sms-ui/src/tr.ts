/**
 * Turkish only: the provider with this language built in, and its texts, complete (`messages`) and by area, for
 * `SmsUiProvider` of `react-sms-ui/provider`.
 */
export { TurkishProvider as SmsUiProvider } from './provider/TurkishProvider.js';
export type { OneLanguageProviderProps as SmsUiProviderProps } from './provider/oneLanguage.js';
export { messagesTr as messages } from './i18n/tr.js';
export { tr as balance } from './i18n/balance.js';
export { tr as blacklist } from './i18n/blacklist.js';
export { tr as breadcrumb } from './i18n/breadcrumb.js';
export { tr as chart } from './i18n/chart.js';
export { tr as codeField } from './i18n/codeField.js';
export { tr as commands } from './i18n/commands.js';
export { tr as common } from './i18n/common.js';
export { tr as composer } from './i18n/composer.js';
export { tr as content } from './i18n/content.js';
export { tr as consentForm } from './i18n/consentForm.js';
export { tr as consentRecords } from './i18n/consentRecords.js';
export { tr as counter } from './i18n/counter.js';
export { tr as dateTime } from './i18n/dateTime.js';
export { tr as filters } from './i18n/filters.js';
export { tr as importReport } from './i18n/importReport.js';
export { tr as orders } from './i18n/orders.js';
export { tr as phoneField } from './i18n/phoneField.js';
export { tr as phoneVerification } from './i18n/phoneVerification.js';
export { tr as recipients } from './i18n/recipients.js';
export { tr as report } from './i18n/report.js';
export { tr as shortcuts } from './i18n/shortcuts.js';
export { tr as thread } from './i18n/thread.js';
export { tr as toast } from './i18n/toast.js';
