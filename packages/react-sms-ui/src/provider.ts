/**
 * The provider without texts. The host passes `messages`, complete or by area, from `react-sms-ui/tr` and
 * `react-sms-ui/en`, also by a dynamic import.
 */
export {
  KitProvider as SmsUiProvider,
  type KitProviderProps as SmsUiProviderProps,
} from './provider/KitProvider.js';
