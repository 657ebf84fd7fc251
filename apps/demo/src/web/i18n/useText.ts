import { useMemo } from 'react';
import { usePreferences, type Locale } from '../lib/preferences.js';
import { en } from './messages.en.js';
import { tr, type MessageKey } from './messages.tr.js';

const MESSAGES = { tr, en };
const REGIONS = { tr: 'tr-TR', en: 'en-US' } as const;

/** `{count}` is the value itself, `{count|person|people}` the word that goes with it. */
const HOLE = /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g;

export interface Texts {
  readonly locale: Locale;
  /** The message in the reader's language; numbers are written in that language's way. */
  readonly t: (key: MessageKey, values?: Record<string, string | number>) => string;
  readonly number: (value: number) => string;
  readonly dateTime: (iso: string) => string;
}

export function useText(): Texts {
  const { locale } = usePreferences();
  return useMemo(() => textsIn(locale), [locale]);
}

function textsIn(locale: Locale): Texts {
  const numbers = new Intl.NumberFormat(REGIONS[locale]);
  const dates = new Intl.DateTimeFormat(REGIONS[locale], {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  const number = (value: number) => numbers.format(value);
  return {
    locale,
    number,
    dateTime: (iso) => dates.format(new Date(iso)),
    t: (key, values = {}) =>
      MESSAGES[locale][key].replace(HOLE, (hole, name: string, one?: string, other?: string) => {
        const value = values[name];
        if (value === undefined) return hole;
        if (one !== undefined && other !== undefined) return value === 1 ? one : other;
        return typeof value === 'number' ? number(value) : value;
      }),
  };
}
