/**
 * The provider without texts: `messages` come from the host, whole or by area from `react-sms-ui/tr` and
 * `react-sms-ui/en`, also by a dynamic import.
 */
export {
  KitProvider as SmsUiProvider,
  type KitProviderProps as SmsUiProviderProps,
} from './provider/KitProvider.js';
export { useSmsUi, type SmsUi } from './provider/context.js';
export { iletiMerkezi, type ProviderProfile } from './provider/profile.js';
export type { MessageKey, Messages, SomeMessages, Translate } from './i18n/translate.js';
export type { Locale, Message } from './i18n/types.js';
