'use client';
import type { ReactNode } from 'react';
import { messagesEn } from '../i18n/en.js';
import { messagesTr } from '../i18n/tr.js';
import type { Messages } from '../i18n/translate.js';
import { KitProvider, type KitProviderProps } from './KitProvider.js';

export interface SmsUiProviderProps extends Omit<KitProviderProps, 'messages'> {
  /** A whole pack instead of the built-in one. */
  messages?: Messages;
}

/**
 * Gives the components below it their language, formats, theme and account settings, and is the element
 * on which `--sms-*` variables are set. It knows both languages; `react-sms-ui/tr` and `react-sms-ui/en`
 * have the same provider with one of them.
 *
 * @example
 * <SmsUiProvider locale="tr" profile={{ characterMode: 'english' }}><SmsComposer … /></SmsUiProvider>
 */
export function SmsUiProvider({ messages, ...props }: SmsUiProviderProps): ReactNode {
  const builtIn = props.locale === 'tr' ? messagesTr : messagesEn;
  return <KitProvider {...props} messages={messages ?? builtIn} />;
}
