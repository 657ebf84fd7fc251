import type { Translation } from './types.js';

/** FilterBar. */
export const en = {
  'filters.label': 'Filters',
  'filters.search': 'Search',
  'filters.date': 'Date',
  'filters.from': 'First day',
  'filters.to': 'Last day',
  'filters.today': 'Today',
  'filters.last7': 'Last 7 days',
  'filters.last30': 'Last 30 days',
  'filters.since': 'from {day}',
  'filters.until': 'until {day}',
  'filters.dayFault': 'Write the day like {example}.',
  'filters.orderFault': 'The last day is before the first day.',
  'filters.remove': 'Remove filter: {filter}',
  'filters.clear': 'Clear filters',
} as const;

export const tr: Translation<typeof en> = {
  'filters.label': 'Süzgeçler',
  'filters.search': 'Ara',
  'filters.date': 'Tarih',
  'filters.from': 'İlk gün',
  'filters.to': 'Son gün',
  'filters.today': 'Bugün',
  'filters.last7': 'Son 7 gün',
  'filters.last30': 'Son 30 gün',
  'filters.since': '{day} ve sonrası',
  'filters.until': '{day} ve öncesi',
  'filters.dayFault': 'Günü {example} biçiminde yazın.',
  'filters.orderFault': 'Son gün, ilk günden önce.',
  'filters.remove': 'Süzgeci kaldır: {filter}',
  'filters.clear': 'Süzgeçleri temizle',
};
