'use client';
import type { BrandProfile } from 'iletimerkezi-core/content';
import { useMemo, useRef, type ComponentPropsWithoutRef, type ReactNode } from 'react';
import { createFormat } from '../i18n/format.js';
import { createTranslate, type SomeMessages } from '../i18n/translate.js';
import type { Locale } from '../i18n/types.js';
import type { SmsVariables } from '../theme/variables.js';
import { SmsUiContext, type SmsUi } from './context.js';
import { profileOf, type AccountProfile } from './profile.js';
import { useEarlyInput } from './useEarlyInput.js';

declare module 'react' {
  // The type of `style` everywhere: the variables may be set on any element around a component.
  interface CSSProperties extends SmsVariables {}
}

export interface KitProviderProps extends Omit<ComponentPropsWithoutRef<'div'>, 'dir' | 'lang'> {
  /** Language of texts, numbers and dates. */
  locale: Locale;
  /** The texts: a complete pack, or the areas of a pack that the components of the page use. */
  messages: SomeMessages;
  /** Replaces single texts. */
  overrides?: SomeMessages;
  /** IANA time zone of displayed times. Default `Europe/Istanbul`, the zone of the provider. */
  timeZone?: string;
  /** Fixes the clock for tests and server renders. */
  now?: Date | number;
  /** The account's character mode, and other settings where they differ from iletiMerkezi's defaults. */
  profile: AccountProfile;
  /** `auto` follows the system. */
  theme?: 'auto' | 'light' | 'dark';
  /** Height of rows and controls. */
  density?: 'comfortable' | 'compact';
  /** Writing direction of the surrounding page. */
  dir?: 'ltr' | 'rtl';
  children?: ReactNode;
}

/** The provider without built-in texts; the host passes them. */
export function KitProvider({
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
}: KitProviderProps): ReactNode {
  const fixedNow = now === undefined ? undefined : Number(now);
  // A profile in JSX is a new object at every render.
  const {
    characterMode,
    turkishLetterCost,
    suffix,
    recipientsPerOrder,
    abroad,
    billing,
    brand: givenBrand,
  } = profileOf(profile);
  const brandKey = givenBrand && JSON.stringify(givenBrand);
  const brand = useMemo<BrandProfile | undefined>(
    () => (brandKey === undefined ? undefined : JSON.parse(brandKey)),
    [brandKey],
  );
  const value = useMemo<SmsUi>(() => {
    return {
      locale,
      t: createTranslate(locale, overrides ? { ...messages, ...overrides } : messages, billing),
      format: createFormat(locale, timeZone),
      timeZone,
      profile: { characterMode, turkishLetterCost, suffix, recipientsPerOrder, abroad, billing, brand },
      density,
      now: fixedNow,
    };
  }, [
    locale,
    messages,
    overrides,
    timeZone,
    characterMode,
    turkishLetterCost,
    suffix,
    recipientsPerOrder,
    brand,
    abroad,
    billing,
    density,
    fixedNow,
  ]);
  const root = useRef<HTMLDivElement>(null);
  useEarlyInput(root);
  return (
    <SmsUiContext.Provider value={value}>
      <div
        {...rest}
        ref={root}
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
