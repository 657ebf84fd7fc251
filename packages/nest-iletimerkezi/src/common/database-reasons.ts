import type { ReasonTexts } from './storage-texts.js';

const unreachable = (en: string, tr: string) =>
  ({
    code: 'database-unreachable',
    en: { title: 'The database cannot be reached ({detail})', fix: en },
    tr: { title: 'Veritabanına ulaşılamıyor ({detail})', fix: tr },
  }) as const;

const PASSWORD = {
  en: 'Check the user and the password in `storage.url`. Special characters in a password are percent-encoded (@ as %40).',
  tr: '`storage.url` içindeki kullanıcıyı ve parolayı kontrol edin. Paroladaki özel karakterler yüzde kodlamasıyla yazılır (@ yerine %40).',
};

/**
 * Reasons of failed statements and connections. `{detail}` is the code and the message of PostgreSQL or of Node, in their
 * language.
 */
export const DATABASE_REASONS = {
  network: unreachable(
    'Check host and port in `storage.url`, that the server is running, and that it accepts connections from here.',
    '`storage.url` içindeki sunucu adını ve bağlantı noktasını, sunucunun çalıştığını ve buradan bağlantı kabul ettiğini kontrol edin.',
  ),
  'pooler-refused': unreachable(
    'The connection pooler refused: see its log. `storage.url` must name a user and a database of its configuration, and no `options`, as poolers refuse most startup parameters.',
    'Bağlantı havuzu (pooler) reddetti; günlüğüne bakın. `storage.url`, havuzun ayarlarındaki bir kullanıcıyı ve veritabanını göstermeli, `options` içermemelidir: havuzlar başlangıç parametrelerinin çoğunu reddeder.',
  ),
  'idle-transaction-ended': unreachable(
    'The server ended a transaction that was idle for too long, and rolled it back.',
    'Sunucu, uzun süre boşta kalan bir işlemi (transaction) sonlandırıp geri aldı.',
  ),
  'password-refused': unreachable(PASSWORD.en, PASSWORD.tr),
  'database-missing': unreachable(
    'Create the database, or correct its name in `storage.url`.',
    'Veritabanını oluşturun ya da `storage.url` içindeki adını düzeltin.',
  ),
  'connection-limit': unreachable(
    'Raise the connection limit of the server, the database or the user, or lower `storage.pool`: each process uses that many connections and one for notifications.',
    'Sunucunun, veritabanının ya da kullanıcının bağlantı sınırını yükseltin ya da `storage.pool` değerini düşürün: her süreç bu sayıda bağlantı, bir de bildirimler için bir bağlantı kullanır.',
  ),
  'connections-refused': unreachable(
    'The database accepts no connections at the moment.',
    'Veritabanı şu anda bağlantı kabul etmiyor.',
  ),
  'connection-terminated': unreachable(
    'The server is shutting down, or an administrator ended the connection.',
    'Sunucu kapanıyor ya da bir yönetici bağlantıyı sonlandırdı.',
  ),
  'crash-recovery': unreachable(
    'The server is recovering from a crash.',
    'Sunucu bir çökmeden sonra kendini onarıyor.',
  ),
  'starting-up': unreachable(
    'The server is starting up or shutting down.',
    'Sunucu açılıyor ya da kapanıyor.',
  ),
  'idle-connection-ended': unreachable(
    'The server ended an idle connection.',
    'Sunucu, boşta kalan bir bağlantıyı sonlandırdı.',
  ),
  'tls-required': unreachable(
    'Append `?sslmode=verify-full` to `storage.url`, and `&sslrootcert=/path/to/ca.crt` where a private authority signed the certificate of the server.',
    '`storage.url` adresine `?sslmode=verify-full`, sunucunun sertifikasını özel bir otorite imzaladıysa `&sslrootcert=/path/to/ca.crt` ekleyin.',
  ),
  'certificate-refused': unreachable(
    'Name the authority that signed it with `sslrootcert=/path/to/ca.crt` in `storage.url`, and use the host name that is in the certificate. `sslmode=no-verify` encrypts without verifying the server.',
    'Sertifikayı imzalayan otoriteyi `storage.url` içinde `sslrootcert=/path/to/ca.crt` ile belirtin ve sertifikadaki sunucu adını kullanın. `sslmode=no-verify` sunucuyu doğrulamadan şifreler.',
  ),
  'tls-unsupported': unreachable(
    'The server accepts no encrypted connections: remove `sslmode` from `storage.url`.',
    'Sunucu şifreli bağlantı kabul etmiyor; `storage.url` adresinden `sslmode` parametresini çıkarın.',
  ),
  'host-name-unknown': unreachable(
    'The host name in `storage.url` has no address: check its spelling and the DNS.',
    '`storage.url` içindeki sunucu adının adresi bulunamadı; yazımını ve DNS’i kontrol edin.',
  ),
  'url-invalid': unreachable(
    `\`storage.url\` cannot be read as postgres://user:password@host:5432/database. ${PASSWORD.en}`,
    `\`storage.url\`, postgres://kullanıcı:parola@sunucu:5432/veritabanı biçiminde okunamıyor. ${PASSWORD.tr}`,
  ),
  'password-missing': unreachable(
    `The server asks for a password. ${PASSWORD.en}`,
    `Sunucu parola istiyor. ${PASSWORD.tr}`,
  ),
  'pool-exhausted': unreachable(
    'Raise `storage.pool`, or enqueue fewer long lists at the same time: each holds a connection while it is read.',
    '`storage.pool` değerini yükseltin ya da aynı anda daha az uzun liste kuyruğa ekleyin: her liste okunurken bir bağlantıyı tutar.',
  ),
  'writes-refused': {
    code: 'database-read-only',
    en: {
      title: 'The database accepts no writes ({detail})',
      fix: 'Point `storage.url` at the primary server, not at a standby, and check that `default_transaction_read_only` is off for the database and the user.',
    },
    tr: {
      title: 'Veritabanı yazmaya kapalı ({detail})',
      fix: '`storage.url` ile yedek (standby) sunucuyu değil birincil sunucuyu gösterin; veritabanında ve kullanıcıda `default_transaction_read_only` ayarının kapalı olduğunu kontrol edin.',
    },
  },
  'privilege-missing': {
    code: 'permission-denied',
    en: {
      title: 'The database user lacks a privilege ({detail})',
      fix: 'Let the user of `storage.url` own the schema iletimerkezi, or grant it USAGE on the schema and SELECT, INSERT, UPDATE, DELETE on all of its tables.',
    },
    tr: {
      title: 'Veritabanı kullanıcısının bir yetkisi eksik ({detail})',
      fix: 'iletimerkezi şemasının sahipliğini `storage.url` kullanıcısına verin ya da ona şemada USAGE, bütün tablolarında SELECT, INSERT, UPDATE, DELETE yetkisi tanıyın.',
    },
  },
  'database-disk-full': {
    code: 'disk-full',
    en: {
      title: 'The disk of the database is full ({detail})',
      fix: 'Free some space on the database server.',
    },
    tr: { title: 'Veritabanının diski dolu ({detail})', fix: 'Veritabanı sunucusunda yer açın.' },
  },
} as const satisfies Record<string, ReasonTexts>;
