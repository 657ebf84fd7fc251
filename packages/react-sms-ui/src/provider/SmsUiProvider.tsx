'use client';
import type { ReactNode } from 'react';
import { messagesEn } from '../i18n/en.js';
import { messagesTr } from '../i18n/tr.js';
import type { Messages } from '../i18n/translate.js';
import { KitProvider, type KitProviderProps } from './KitProvider.js';

export interface SmsUiProviderProps extends Omit<KitProviderProps, 'messages'> {
  /** A complete pack that replaces the built-in one. */
  messages?: Messages;
}

/**
 * Provides language, formats, theme and account settings to the components below it. Renders the element on which
 * `--sms-*` variables are set. Includes both languages; `react-sms-ui/tr` and `react-sms-ui/en` export the same
 * provider with one language.
 *
 * @example
 * <SmsUiProvider locale="tr" profile={{ characterMode: 'english' }}><SmsComposer … /></SmsUiProvider>
 */
export function SmsUiProvider({ messages, ...props }: SmsUiProviderProps): ReactNode {
  const builtIn = props.locale === 'tr' ? messagesTr : messagesEn;
  return <KitProvider {...props} messages={messages ?? builtIn} />;
}
