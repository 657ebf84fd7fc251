import type { Translation } from './types.js';

/** ImportReport. */
export const en = {
  'import.label': 'Import report',
  'import.done': { one: '{count} record was imported', other: '{count} records were imported' },
  'import.none': 'No record could be imported',
  'import.rejected': {
    one: '{count} row was excluded. Correct it as described in the table and import it again.',
    other: '{count} rows were excluded. Correct them as described in the table and import them again.',
  },
  'import.failed': 'The file could not be read',
  'import.allGood': 'Every row was imported.',
  'import.running': 'Reading {name}: {count} rows so far',
  'import.cancel': 'Stop reading',
  'import.row': 'Row',
  'import.column': 'Column',
  'import.reason': 'Reason',
  'import.download': 'Download excluded rows',
  'import.fileName': 'excluded-rows.csv',
  'import.more': { one: 'and {count} more row', other: 'and {count} more rows' },
} as const;

export const tr: Translation<typeof en> = {
  'import.label': 'Aktarım raporu',
  'import.done': '{count} kayıt aktarıldı',
  'import.none': 'Hiçbir kayıt aktarılamadı',
  'import.rejected':
    '{count} satır dışarıda kaldı. Nedenleri tabloda; düzeltilebilenleri yeniden yükleyebilirsiniz.',
  'import.failed': 'Dosya okunamadı',
  'import.allGood': 'Tüm satırlar aktarıldı.',
  'import.running': '{name} okunuyor: şimdiye kadar {count} satır',
  'import.cancel': 'Okumayı durdur',
  'import.row': 'Satır',
  'import.column': 'Sütun',
  'import.reason': 'Neden dışarıda kaldı',
  'import.download': 'Dışarıda kalan satırları indir',
  'import.fileName': 'disarida-kalan-satirlar.csv',
  'import.more': 've {count} satır daha',
};
