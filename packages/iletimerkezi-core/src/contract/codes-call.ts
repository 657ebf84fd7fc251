import type { CodeEntry } from './code-entry.js';

/** Errors that are not about one endpoint's fields. Sources: provider documentation, overview and error codes. */
export const CALL_CODES = [
  {
    code: 400,
    name: 'bad-request',
    subject: 'call',
    provider: 'İstek çözümlenemedi',
    endpoints: [
      'send-sms',
      'cancel-order',
      'get-report',
      'get-reports',
      'get-blacklist',
      'add-blacklist',
      'delete-blacklist',
      'iys-register',
      'iys-check',
    ],
    outcome: 'not-applied',
    transient: false,
    en: {
      title: 'The provider could not read the request',
      meaning: 'The body is not JSON of the documented shape.',
      mend: 'Check what stands between you and the provider; a proxy may have changed the body.',
    },
    tr: {
      title: 'Sağlayıcı isteği çözümleyemedi',
      meaning: 'Gövde, belgelenen biçimde bir JSON değil.',
      mend: 'Sağlayıcıyla aranızdaki katmanlara bakın; bir vekil sunucu gövdeyi değiştirmiş olabilir.',
    },
  },
  {
    code: 401,
    name: 'unauthorized',
    subject: 'call',
    provider: 'Üyelik bilgileri hatalı',
    endpoints: [
      'send-sms',
      'cancel-order',
      'get-report',
      'get-reports',
      'get-balance',
      'get-sender',
      'get-blacklist',
      'add-blacklist',
      'delete-blacklist',
      'iys-register',
      'iys-check',
    ],
    outcome: 'not-applied',
    transient: false,
    en: {
      title: 'The provider refused the credentials',
      meaning:
        'Key or hash is wrong, API access is switched off, or this address is not on the account’s static IP list.',
      mend: 'In the panel check Settings > Security: API Access (key and hash), Access Permissions (Allow API access), Static IP.',
    },
    tr: {
      title: 'Sağlayıcı kimlik bilgilerini kabul etmedi',
      meaning:
        'Anahtar ya da hash yanlış, API erişimi kapalı ya da bu adres hesabın sabit IP listesinde yok.',
      mend: 'Panelde Ayarlar > Güvenlik altında API Erişimi (anahtar ve hash), Erişim İzinleri (API kullanımına izin ver) ve Sabit IP’yi kontrol edin.',
    },
  },
  {
    code: 403,
    name: 'no-iys-subscription',
    subject: 'call',
    provider: 'Aktif abonelik bulunamadı',
    endpoints: ['iys-register', 'iys-check'],
    outcome: 'not-applied',
    transient: false,
    en: {
      title: 'No active İYS subscription',
      meaning: 'The account has no active İYS service or no brand code.',
      mend: 'Apply for the brand registration in the panel.',
    },
    tr: {
      title: 'Etkin İYS aboneliği yok',
      meaning: 'Hesabın etkin bir İYS hizmeti ya da marka kodu yok.',
      mend: 'Panelden marka kaydı başvurusu yapın.',
    },
  },
  {
    code: 404,
    name: 'unknown-path',
    subject: 'call',
    provider: 'API istek yapılan yönteme sahip değil',
    endpoints: [
      'cancel-order',
      'get-report',
      'get-reports',
      'get-blacklist',
      'add-blacklist',
      'delete-blacklist',
      'iys-register',
      'iys-check',
    ],
    outcome: 'not-applied',
    transient: false,
    en: {
      title: 'The API does not know this path',
      meaning: 'The base URL is wrong, or the endpoint was moved.',
      mend: 'Check the base URL: https://api.iletimerkezi.com, without a path.',
    },
    tr: {
      title: 'API bu yolu tanımıyor',
      meaning: 'Temel adres yanlış ya da uç nokta taşınmış.',
      mend: 'Temel adresi kontrol edin: https://api.iletimerkezi.com, yol eklemeden.',
    },
  },
  {
    code: 405,
    name: 'iys-quota-exceeded',
    subject: 'call',
    provider: undefined,
    endpoints: ['iys-register'],
    outcome: 'not-applied',
    transient: false,
    en: {
      title: 'The monthly consent quota is used up',
      meaning: 'The subscription registers no more consents this month.',
      mend: 'Upgrade the plan in the panel or ask the provider’s support, before the consents’ 3 days are over.',
    },
    tr: {
      title: 'Aylık izin kaydı kotası doldu',
      meaning: 'Abonelik bu ay daha fazla izin kaydetmiyor.',
      mend: 'İzinlerin 3 günlük süresi dolmadan panelden paketi yükseltin ya da sağlayıcının desteğine yazın.',
    },
  },
  {
    code: 422,
    name: 'values-refused',
    subject: 'call',
    provider: 'İstekte gönderilen bazı değerler doğrulanamadı',
    endpoints: ['iys-register', 'iys-check'],
    outcome: 'not-applied',
    transient: false,
    en: {
      title: 'The provider refused a value of the request',
      meaning:
        'A recipient, a date older than 3 days, a word outside its list, or a brand code that is not the account’s. One bad record refuses the whole batch: none was kept.',
      mend: 'Correct or take out the bad record and send the batch again.',
    },
    tr: {
      title: 'Sağlayıcı istekteki bir değeri kabul etmedi',
      meaning:
        'Hatalı bir alıcı, 3 günden eski bir tarih, listesinde olmayan bir değer ya da hesaba ait olmayan bir marka kodu. Tek hatalı kayıt tüm grubu düşürür; hiçbiri kaydedilmedi.',
      mend: 'Hatalı kaydı düzeltin ya da çıkarın ve grubu yeniden gönderin.',
    },
  },
  {
    code: 503,
    name: 'unavailable',
    subject: 'call',
    provider: 'Sunucu geçici olarak servis dışı.',
    endpoints: [],
    // No document says whether work already begun is dropped.
    outcome: 'unknown',
    transient: true,
    en: {
      title: 'The provider is out of service for now',
      meaning: 'The server answered that it is temporarily unavailable.',
      mend: 'Try again later; after a send, look for the order in get-reports first.',
    },
    tr: {
      title: 'Sağlayıcı geçici olarak hizmet dışı',
      meaning: 'Sunucu geçici olarak hizmet veremediğini bildirdi.',
      mend: 'Daha sonra yeniden deneyin; gönderimlerde önce get-reports ile siparişi arayın.',
    },
  },
] as const satisfies readonly CodeEntry[];
