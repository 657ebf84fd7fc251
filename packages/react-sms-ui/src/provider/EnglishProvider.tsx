'use client';
import type { ReactNode } from 'react';
import { messagesEn } from '../i18n/en.js';
import { KitProvider } from './KitProvider.js';
import type { OneLanguageProviderProps } from './oneLanguage.js';

/** The provider for a page in English, without other languages in the bundle. */
export function EnglishProvider(props: OneLanguageProviderProps): ReactNode {
  return <KitProvider {...props} locale="en" messages={messagesEn} />;
}
