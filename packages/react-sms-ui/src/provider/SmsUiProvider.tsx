'use client';
import { useMemo, type ComponentPropsWithoutRef, type ReactNode } from 'react';
import { createFormat } from '../i18n/format.js';
import { messagesEn, messagesTr } from '../i18n/messages.js';
import { createTranslate, type Messages } from '../i18n/translate.js';
import type { Locale } from '../i18n/types.js';
import { SmsUiContext, type SmsUi } from './context.js';
import { iletiMerkezi, type ProviderProfile } from './profile.js';

export interface SmsUiProviderProps extends Omit<ComponentPropsWithoutRef<'div'>, 'dir' | 'lang'> {
  /** Language of texts, numbers and dates. */
  locale: Locale;
  /** A whole pack instead of the built-in one. */
  messages?: Messages;
  /** Single texts in your own words. */
  overrides?: Partial<Messages>;
  /** IANA zone in which times are shown and chosen; the provider works in Europe/Istanbul. */
  timeZone?: string;
  /** Fixes the clock for tests and server renders. */
  now?: Date | number;
  /** Account and provider settings; missing ones are iletiMerkezi's. */
  profile?: Partial<ProviderProfile>;
  /** `auto` follows the system. */
  theme?: 'auto' | 'light' | 'dark';
  /** Height of rows and controls. */
  density?: 'comfortable' | 'compact';
  /** Writing direction of the surrounding page. */
  dir?: 'ltr' | 'rtl';
  children?: ReactNode;
}

/**
 * Gives the components below it their language, formats, theme and account settings, and is the element
 * on which `--sms-*` variables are set.
 *
 * @example <SmsUiProvider locale="tr"><SmsComposer … /></SmsUiProvider>
 */
export function SmsUiProvider({
  locale,
  messages,
  overrides,
  timeZone = 'Europe/Istanbul',
  now,
  profile,
  theme = 'auto',
  density = 'comfortable',
  dir = 'ltr',
  className,
  children,
  ...rest
}: SmsUiProviderProps): ReactNode {
  const fixedNow = now === undefined ? undefined : Number(now);
  const value = useMemo<SmsUi>(() => {
    const pack = messages ?? (locale === 'tr' ? messagesTr : messagesEn);
    return {
      locale,
      t: createTranslate(locale, overrides ? { ...pack, ...overrides } : pack),
      format: createFormat(locale, timeZone),
      timeZone,
      profile: { ...iletiMerkezi, ...profile },
      density,
      now: fixedNow,
    };
  }, [locale, messages, overrides, timeZone, profile, density, fixedNow]);
  return (
    <SmsUiContext.Provider value={value}>
      <div
        {...rest}
        className={className ? `sms-ui ${className}` : 'sms-ui'}
        data-slot="sms-ui"
        data-theme={theme}
        data-density={density}
        dir={dir}
        lang={locale}
      >
        {children}
      </div>
    </SmsUiContext.Provider>
  );
}
