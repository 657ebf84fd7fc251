import type { ReasonTexts } from './storage-texts.js';

const unreadable = (en: string, tr: string) =>
  ({
    code: 'backup-unreadable',
    en: { title: `The backup cannot be read: ${en}`, fix: 'Nothing was changed.' },
    tr: { title: `Yedek okunamıyor: ${tr}`, fix: 'Hiçbir şey değiştirilmedi.' },
  }) as const;

/** Reasons of backups and restores that fail. */
export const BACKUP_REASONS = {
  'schema-absent': {
    code: 'schema-missing',
    en: {
      title: 'The database has no schema iletimerkezi: no host has used it',
      fix: 'Name the database that the hosts use, with --dir or --url.',
    },
    tr: {
      title: 'Veritabanında iletimerkezi şeması yok; hiçbir uygulama bu veritabanını kullanmamış',
      fix: '--dir ya da --url ile uygulamaların kullandığı veritabanını verin.',
    },
  },
  'backup-of-newer-schema': {
    code: 'schema-newer',
    en: {
      title: 'The schema iletimerkezi is at version {version}, and this release reads {supported}',
      fix: 'Take the backup with the release that the hosts run.',
    },
    tr: {
      title: 'iletimerkezi şeması {version} sürümünde, bu paket {supported} sürümünü okuyor',
      fix: 'Yedeği uygulamaların kullandığı paketle alın.',
    },
  },
  'backup-of-older-schema': {
    code: 'schema-missing',
    en: {
      title: 'The schema iletimerkezi is at version {version}, and this release reads {supported}',
      fix: 'Take the backup with the release that the hosts run.',
    },
    tr: {
      title: 'iletimerkezi şeması {version} sürümünde, bu paket {supported} sürümünü okuyor',
      fix: 'Yedeği uygulamaların kullandığı paketle alın.',
    },
  },
  'backup-newer': {
    code: 'schema-newer',
    en: {
      title: 'The backup has version {version} of the schema, and this release supports {supported}',
      fix: 'Restore it with the release that took it, or a later one.',
    },
    tr: {
      title: 'Yedekteki şema {version} sürümünde, bu paket {supported} sürümünü destekliyor',
      fix: 'Yedeği alan paketle ya da daha yenisiyle geri yükleyin.',
    },
  },
  'backup-file-unreadable': {
    code: 'backup-unreadable',
    en: {
      title: 'The backup {file} cannot be read ({detail})',
      fix: 'It is missing, truncated, or not a backup of this module. Nothing was changed.',
    },
    tr: {
      title: '{file} yedeği okunamıyor ({detail})',
      fix: 'Dosya yok, yarım kalmış ya da bu modülün yedeği değil. Hiçbir şey değiştirilmedi.',
    },
  },
  'target-not-empty': {
    code: 'target-not-empty',
    en: {
      title: 'The database to restore into already has orders',
      fix: 'Choose an empty one: a backup is never merged with existing data.',
    },
    tr: {
      title: 'Geri yüklenecek veritabanında gönderimler var',
      fix: 'Boş bir veritabanı seçin; yedek, var olan veriyle birleştirilmez.',
    },
  },
  'counts-differ': {
    code: 'counts-differ',
    en: {
      title:
        'The backup declares {declared} rows for {table}; {read} were read and {loaded} are in the table',
      fix: 'Nothing was changed. Take the backup again.',
    },
    tr: {
      title:
        'Yedek {table} için {declared} satır bildiriyor; {read} satır okundu, tabloda {loaded} satır var',
      fix: 'Hiçbir şey değiştirilmedi. Yedeği yeniden alın.',
    },
  },
  'hosts-running': {
    code: 'hosts-running',
    en: {
      title: 'A host is working on the database in {directory}',
      fix: 'Stop every host before the move.',
    },
    tr: {
      title: 'Bir uygulama {directory} dizinindeki veritabanını kullanıyor',
      fix: 'Taşımadan önce bütün uygulamaları durdurun.',
    },
  },
  'backup-truncated': unreadable('it is truncated', 'yarım kalmış'),
  'backup-continued': unreadable('it contains data after its end', 'sonundan sonra veri içeriyor'),
  'backup-rows-outside-table': unreadable(
    'it contains rows outside of a table',
    'bir tabloya ait olmayan satırlar içeriyor',
  ),
  'backup-of-another-format': unreadable('it has another format', 'biçimi farklı'),
  'backup-with-unknown-table': unreadable(
    'it names an unknown table or column',
    'bilinmeyen bir tablo ya da sütun adı içeriyor',
  ),
  'backup-with-invalid-row': unreadable('a row of it is invalid', 'bir satırı geçersiz'),
  'backup-with-invalid-line': unreadable('a line of it is invalid', 'bir satırı okunamıyor'),
} as const satisfies Record<string, ReasonTexts>;
