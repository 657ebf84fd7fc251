import { useMemo } from 'react';
import { useSmsUi, type Format } from 'react-sms-ui';
import { usePreferences, type Locale } from '../lib/preferences.js';
import { en } from './messages.en.js';
import { tr, type MessageKey } from './messages.tr.js';

const MESSAGES = { tr, en };

/** `{count}` is the value itself, `{count|person|people}` the word that goes with it. */
const HOLE = /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g;

export interface Texts {
  readonly locale: Locale;
  /** The message in the reader's language; numbers are written in that language's way. */
  readonly t: (key: MessageKey, values?: Record<string, string | number>) => string;
  readonly number: (value: number) => string;
  /** In Turkish time, as the provider counts it. */
  readonly dateTime: (time: string | number) => string;
}

/** The page's own texts; numbers and times as the kit's components write them. */
export function useText(): Texts {
  const { locale } = usePreferences();
  const { format } = useSmsUi();
  return useMemo(() => textsIn(locale, format), [locale, format]);
}

function textsIn(locale: Locale, { number, dateTime }: Format): Texts {
  return {
    locale,
    number,
    dateTime: (time) => dateTime(new Date(time)),
    t: (key, values = {}) =>
      MESSAGES[locale][key].replace(HOLE, (hole, name: string, one?: string, other?: string) => {
        const value = values[name];
        if (value === undefined) return hole;
        if (one !== undefined && other !== undefined) return value === 1 ? one : other;
        return typeof value === 'number' ? number(value) : value;
      }),
  };
}
