import type { Translation } from './types.js';

/** CommandMenu. */
export const en = {
  'commands.label': 'Search and commands',
  'commands.search': 'Search or choose a command',
  'commands.list': 'Results',
  'commands.none': 'Nothing matches “{search}”.',
  'commands.count': { one: '{count} result', other: '{count} results' },
  'commands.keys.move': 'move',
  'commands.keys.choose': 'open',
  'commands.keys.close': 'close',
} as const;

export const tr: Translation<typeof en> = {
  'commands.label': 'Arama ve komutlar',
  'commands.search': 'Arayın ya da bir komut seçin',
  'commands.list': 'Sonuçlar',
  'commands.none': '“{search}” için sonuç bulunamadı.',
  'commands.count': { one: '{count} sonuç', other: '{count} sonuç' },
  'commands.keys.move': 'gezinmek için',
  'commands.keys.choose': 'açmak için',
  'commands.keys.close': 'kapatmak için',
};
