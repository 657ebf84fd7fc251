import type { CodeEntry } from './code-entry.js';

/** Errors of the blacklist, of consent batches and of withdrawn endpoints. Source: provider documentation, error codes. */
export const LIST_CODES = [
  {
    code: 464,
    name: 'page-below-one',
    subject: 'call',
    provider: 'Page değeri 1 den başlamalı.',
    endpoints: [],
    outcome: 'not-applied',
    transient: false,
    en: {
      title: 'Pages start at 1',
      meaning: 'The requested page is below 1.',
      fix: 'Request page 1 or later.',
    },
    tr: {
      title: 'Sayfalar 1’den başlar',
      meaning: 'İstenen sayfa 1’den küçük.',
      fix: '1 ya da sonraki bir sayfayı isteyin.',
    },
  },
  {
    code: 466,
    name: 'number-malformed',
    subject: 'call',
    provider: 'Hatalı numara.',
    endpoints: ['add-blacklist', 'delete-blacklist'],
    outcome: 'not-applied',
    transient: false,
    en: {
      title: 'The number is refused',
      meaning: 'It is malformed or has no Turkish mobile prefix.',
      fix: 'Check the number.',
    },
    tr: {
      title: 'Numara kabul edilmedi',
      meaning: 'Numara hatalı ya da Türkiye’de kullanılan bir cep öneki taşımıyor.',
      fix: 'Numarayı kontrol edin.',
    },
  },
  {
    code: 474,
    name: 'not-blacklisted',
    subject: 'call',
    provider: 'Bu numara üzerindeki engelleme kaldırılamaz',
    endpoints: ['delete-blacklist'],
    outcome: 'not-applied',
    transient: false,
    en: {
      title: 'The number is not on the blacklist',
      meaning: 'The account does not block this number.',
      fix: 'No action is required if the number is correct.',
    },
    tr: {
      title: 'Numara kara listede değil',
      meaning: 'Hesap bu numarayı engellemiyor.',
      fix: 'Numara doğruysa yapılacak bir şey yok.',
    },
  },
  {
    code: 475,
    name: 'too-many-consents',
    subject: 'call',
    provider: 'Alıcı sayısı 5000 kişiyi geçemez',
    endpoints: ['iys-register'],
    outcome: 'not-applied',
    transient: false,
    en: {
      title: 'Too many consents in one request',
      meaning: 'A request may contain at most 5,000 consents.',
      fix: 'Split the list and send the parts one after another.',
    },
    tr: {
      title: 'Tek istekte çok fazla izin',
      meaning: 'Bir istekte en fazla 5.000 izin olabilir.',
      fix: 'Listeyi bölüp parçaları art arda gönderin.',
    },
  },
  ...withdrawn(459, 'sender-empty', 'Başlık kısmı boş olamaz', 'The sender is empty', 'Başlık boş'),
  ...withdrawn(
    460,
    'sender-malformed',
    'Başlık 11 karakterden fazla olmamalı ve Türkçe karakter içermemelidir.',
    'The sender is longer than 11 characters or has Turkish letters',
    'Başlık 11 karakterden uzun ya da Türkçe harf içeriyor',
  ),
  ...withdrawn(
    461,
    'group-name-empty',
    'Grup adını boş bırakamazsınız.',
    'The group name is empty',
    'Grup adı boş',
  ),
  ...withdrawn(
    462,
    'group-id-empty',
    'Grup id alanını boş bırakamazsınız.',
    'The group id is empty',
    'Grup numarası boş',
  ),
  ...withdrawn(463, 'group-not-found', 'Böyle bir grup bulunamadı.', 'No such group', 'Grup bulunamadı'),
  ...withdrawn(465, 'contact-not-found', 'Kişi bulunamadı.', 'No such contact', 'Kişi bulunamadı'),
  ...withdrawn(467, 'documents-missing', 'Evrak bilgisi eksik.', 'Documents are missing', 'Evrak eksik'),
  ...withdrawn(
    471,
    'search-too-short',
    'Arama terimi en az 3 karakter olmalıdır',
    'A search needs at least 3 characters',
    'Arama en az 3 karakter ister',
  ),
  ...withdrawn(
    472,
    'contact-empty',
    'Ad, soyad, cep telefonu, email alanlarından en az biri dolu olmalıdır.',
    'A contact needs a name, a number or an address',
    'Kişide ad, numara ya da adres olmalı',
  ),
  ...withdrawn(
    473,
    'custom-field-not-found',
    'Özel alan bulunamadı.',
    'No such custom field',
    'Özel alan bulunamadı',
  ),
] as const satisfies readonly CodeEntry[];

/** A code that only endpoints the provider no longer lists used to give; decoded all the same, should one come. */
function withdrawn<const Name extends string>(
  code: number,
  name: Name,
  provider: string,
  en: string,
  tr: string,
) {
  return [
    {
      code,
      name,
      subject: 'call',
      provider,
      endpoints: [],
      outcome: 'not-applied',
      transient: false,
      en: {
        title: en,
        meaning: 'The code belongs to the provider’s earlier sender, contact and group endpoints.',
        fix: 'Check the value in the message; if a current endpoint returns the code, contact the provider’s support.',
      },
      tr: {
        title: tr,
        meaning: 'Kod, sağlayıcının eski başlık, kişi ve grup uç noktalarına ait.',
        fix: 'İletideki değeri kontrol edin; kod güncel bir uç noktadan geliyorsa sağlayıcının desteğine yazın.',
      },
    },
  ] as const satisfies readonly [CodeEntry];
}
