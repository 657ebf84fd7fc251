import { useMemo } from 'react';
import { useSmsUi, type MessageStatus, type SmsUi } from 'react-sms-ui';
import { usePreferences, type Locale } from '../lib/preferences.js';
import { en, type MessageKey } from './messages.en.js';
import { tr } from './messages.tr.js';

export type { MessageKey };

const MESSAGES = { en, tr };
const REGIONS = { en: 'en-GB', tr: 'tr-TR' } as const;
/** Every time of the provider is Turkey's. */
const ZONE = 'Europe/Istanbul';

/** `{count}` is the value itself, `{count|part|parts}` the word that goes with it. */
const HOLE = /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g;

/** The reader's language. */
export interface Texts {
  readonly locale: Locale;
  readonly t: (key: MessageKey, values?: Record<string, string | number>) => string;
  /** Returns the kit's word for the state of a message. */
  readonly status: (status: MessageStatus) => string;
  readonly number: (value: number) => string;
  /** 21 Nov 2026 14:05:33, in Turkey time. */
  readonly dateTime: (at: string | number) => string;
  /** 21 Nov 14:05:33, in Turkey time. */
  readonly moment: (at: string | number) => string;
  /** 14:05:33, in Turkey time. */
  readonly time: (at: string | number) => string;
  /** 21 Nov 2026, in Turkey time. */
  readonly date: (at: string | number) => string;
}

export function useText(): Texts {
  const { locale } = usePreferences();
  const { t: kit } = useSmsUi();
  return useMemo(() => textsIn(locale, kit), [locale, kit]);
}

function textsIn(locale: Locale, kit: SmsUi['t']): Texts {
  const numbers = new Intl.NumberFormat(locale === 'tr' ? 'tr-TR' : 'en-US', { maximumFractionDigits: 4 });
  const days = new Intl.DateTimeFormat(REGIONS[locale], {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: ZONE,
  });
  const monthDays = new Intl.DateTimeFormat(REGIONS[locale], {
    day: 'numeric',
    month: 'short',
    timeZone: ZONE,
  });
  const times = new Intl.DateTimeFormat(REGIONS[locale], {
    timeStyle: 'medium',
    hourCycle: 'h23',
    timeZone: ZONE,
  });
  const number = (value: number) => numbers.format(value);
  const date = (at: string | number) => days.format(new Date(at));
  const time = (at: string | number) => times.format(new Date(at));
  return {
    locale,
    status: (status) => kit(`status.${status}`),
    number,
    date,
    time,
    moment: (at) => `${monthDays.format(new Date(at))} ${time(at)}`,
    dateTime: (at) => `${date(at)} ${time(at)}`,
    t: (key, values = {}) =>
      MESSAGES[locale][key].replace(HOLE, (hole, name: string, one?: string, other?: string) => {
        const value = values[name];
        if (value === undefined) return hole;
        if (one !== undefined && other !== undefined) return value === 1 ? one : other;
        return typeof value === 'number' ? number(value) : value;
      }),
  };
}
