import { useSyncExternalStore } from 'react';
import type { ReportColumn } from 'react-sms-ui';

export type Locale = 'tr' | 'en';
export type Theme = 'system' | 'light' | 'dark';

/** The columns of a report that can be hidden. */
const REPORT_COLUMNS = ['reason', 'updatedAt', 'credits'] as const satisfies readonly ReportColumn[];

export interface Preferences {
  readonly locale: Locale;
  readonly theme: Theme;
  readonly reportColumns: readonly ReportColumn[];
  /** Whether shortcuts of single characters work. */
  readonly singleKeys: boolean;
}

const KEYS = {
  locale: 'demo.locale',
  theme: 'demo.theme',
  reportColumns: 'demo.reportColumns',
  singleKeys: 'demo.singleKeys',
} as const;
const listeners = new Set<() => void>();
let current: Preferences = {
  locale: storedLocale(),
  theme: storedTheme(),
  reportColumns: storedColumns(),
  singleKeys: stored(KEYS.singleKeys) !== 'false',
};

/** The user's settings, stored across reloads. Defaults: the browser's language, the system's theme, and reason and time in reports. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, () => current);
}

export function setPreference<Key extends keyof Preferences>(key: Key, value: Preferences[Key]): void {
  current = { ...current, [key]: value };
  try {
    localStorage.setItem(KEYS[key], String(value));
  } catch {
    // Storage is blocked: the setting is kept until the page is closed.
  }
  document.documentElement.lang = current.locale;
  if (current.theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = current.theme;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function storedLocale(): Locale {
  const value = stored(KEYS.locale);
  if (value === 'tr' || value === 'en') return value;
  return navigator.language.startsWith('tr') ? 'tr' : 'en';
}

function storedTheme(): Theme {
  const value = stored(KEYS.theme);
  return value === 'light' || value === 'dark' ? value : 'system';
}

function storedColumns(): readonly ReportColumn[] {
  const value = stored(KEYS.reportColumns)?.split(',');
  return value === undefined
    ? ['reason', 'updatedAt']
    : REPORT_COLUMNS.filter((name) => value.includes(name));
}
