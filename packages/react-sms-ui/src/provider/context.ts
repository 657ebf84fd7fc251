'use client';
import { createContext, useContext, useEffect, useState } from 'react';
import type { Format } from '../i18n/format.js';
import type { Translate } from '../i18n/translate.js';
import type { Locale } from '../i18n/types.js';
import type { ProviderProfile } from './profile.js';

/** The values that every component reads from its provider. */
export interface SmsUi {
  locale: Locale;
  t: Translate;
  format: Format;
  timeZone: string;
  profile: ProviderProfile;
  density: 'comfortable' | 'compact';
  /** A fixed "now" in epoch milliseconds. Without it, the browser's clock is read after mounting. */
  now: number | undefined;
}

export const SmsUiContext = createContext<SmsUi | null>(null);

/** Returns the texts, formats and settings of the nearest `SmsUiProvider`. Throws outside of one. */
export function useSmsUi(): SmsUi {
  const value = useContext(SmsUiContext);
  if (value === null) {
    throw new Error(
      'A react-sms-ui component was rendered outside of SmsUiProvider, so it has no language. ' +
        'Wrap your page in <SmsUiProvider locale="tr" profile={{ characterMode: "english" }}>.',
    );
  }
  return value;
}

/**
 * Returns epoch milliseconds, updated every 30 s. `undefined` on the server and at hydration (unless the provider fixes
 * `now`), so that both renders agree.
 */
export function useNow(): number | undefined {
  const { now } = useSmsUi();
  const [ticking, setTicking] = useState<number>();
  useEffect(() => {
    if (now !== undefined) return undefined;
    const tick = (): void => setTicking(Date.now());
    const first = setTimeout(tick, 0);
    const timer = setInterval(tick, 30_000);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [now]);
  return now ?? ticking;
}
