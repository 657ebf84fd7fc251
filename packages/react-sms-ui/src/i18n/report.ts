import type { Translation } from './types.js';

/** ReportTable. */
export const en = {
  'report.label': 'Delivery report',
  'report.filterByStatus': 'Filter by status',
  'report.searchNumber': 'Find a number',
  'report.number': 'Number',
  'report.status': 'Status',
  'report.updated': 'Changed',
  'report.code': 'Code',
  'report.selectAll': 'Select all shown',
  'report.selectRow': 'Select {number}',
  'report.selected': '{count} selected',
  'report.clearSelection': 'Clear selection',
  'report.actions': 'Selected recipients',
  'report.downloadSelected': 'Download selected',
  'report.shown': { one: '{count} recipient', other: '{count} recipients' },
  'report.shownOf': '{shown} of {total} recipients',
  'report.new': { one: 'Show {count} new', other: 'Show {count} new' },
  'report.empty': 'No recipients yet. They appear here once an order was accepted.',
  'report.limit':
    'The first {count} rows are displayed. Filter the list to see the others; the download has all.',
  'report.noMatch': 'No recipient matches.',
  'report.showAll': 'Show all',
  'report.fileName': 'delivery-report.csv',
} as const;

export const tr: Translation<typeof en> = {
  'report.label': 'Teslimat raporu',
  'report.filterByStatus': 'Duruma göre süz',
  'report.searchNumber': 'Numara ara',
  'report.number': 'Numara',
  'report.status': 'Durum',
  'report.updated': 'Zaman',
  'report.code': 'Kod',
  'report.selectAll': 'Görünenlerin tümünü seç',
  'report.selectRow': '{number} numarasını seç',
  'report.selected': '{count} seçili',
  'report.clearSelection': 'Seçimi kaldır',
  'report.actions': 'Seçili alıcılar',
  'report.downloadSelected': 'Seçilenleri indir',
  'report.shown': '{count} alıcı',
  'report.shownOf': '{shown} / {total} alıcı',
  'report.new': '{count} yeni kaydı göster',
  'report.empty': 'Henüz alıcı yok. Bir gönderim kabul edildiğinde alıcılar burada görünür.',
  'report.limit':
    'İlk {count} satır gösteriliyor. Diğerleri için listeyi süzün; indirilen dosyada hepsi var.',
  'report.noMatch': 'Eşleşen alıcı yok.',
  'report.showAll': 'Tümünü göster',
  'report.fileName': 'teslimat-raporu.csv',
};
