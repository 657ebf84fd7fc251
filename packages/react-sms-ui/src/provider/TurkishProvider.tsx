'use client';
import type { ReactNode } from 'react';
import { messagesTr } from '../i18n/tr.js';
import { KitProvider } from './KitProvider.js';
import type { OneLanguageProviderProps } from './oneLanguage.js';

/** The provider for a page in Turkish, without other languages in the bundle. */
export function TurkishProvider(props: OneLanguageProviderProps): ReactNode {
  return <KitProvider {...props} locale="tr" messages={messagesTr} />;
}
