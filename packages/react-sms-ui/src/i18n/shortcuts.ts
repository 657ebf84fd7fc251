import type { Translation } from './types.js';

/** ShortcutsDialog, and the keys in CommandMenu. */
export const en = {
  'shortcuts.title': 'Keyboard shortcuts',
  'shortcuts.then': 'then',
  'shortcuts.single': 'Use single-key shortcuts',
  'shortcuts.singleHint': 'They do not run while you type. Turn them off if you use speech input.',
  'shortcuts.close': 'Close',
} as const;

export const tr: Translation<typeof en> = {
  'shortcuts.title': 'Klavye kısayolları',
  'shortcuts.then': 'ardından',
  'shortcuts.single': 'Tek tuşlu kısayolları kullan',
  'shortcuts.singleHint': 'Yazarken çalışmazlar. Sesle giriş kullanıyorsanız kapatın.',
  'shortcuts.close': 'Kapat',
};
