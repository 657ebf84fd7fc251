import { useSyncExternalStore } from 'react';

export type Locale = 'tr' | 'en';
export type Theme = 'system' | 'light' | 'dark';

export interface Preferences {
  readonly locale: Locale;
  readonly theme: Theme;
}

/** The same keys as public/first-paint.js. */
const KEYS = { locale: 'emulator.locale', theme: 'emulator.theme' } as const;
const listeners = new Set<() => void>();
let current: Preferences = { locale: storedLocale(), theme: storedTheme() };

/** The reader's settings, stored in the browser. Default: the browser's language and the system's theme. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, () => current);
}

export function setPreference<Key extends keyof Preferences>(key: Key, value: Preferences[Key]): void {
  current = { ...current, [key]: value };
  try {
    localStorage.setItem(KEYS[key], String(value));
  } catch {
    // Storage is blocked: the choice lasts until the page closes.
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
