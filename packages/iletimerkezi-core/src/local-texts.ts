import type { EndpointSlug } from './contract/endpoint.js';
import type { ErrorTexts } from './error-texts.js';

/** Codes of failures without a code of the provider. */
export type LocalErrorCode =
  | 'invalid-input'
  | 'credentials-unavailable'
  | 'aborted'
  | 'connect-failed'
  | 'connect-timeout'
  | 'connection-lost'
  | 'response-timeout'
  | 'malformed-response'
  | 'http-error'
  | 'unlisted-code';

const MAYBE = { en: 'It may have been carried out:', tr: 'İşlem yapılmış olabilir:' };

/** Advice for a call whose outcome is unknown. Contains no reads, because they change nothing. */
const WHEN_UNKNOWN: Partial<Record<EndpointSlug, { en: string; tr: string }>> = {
  'send-sms': {
    en: 'look for the order with client.orders() before you send it again; the provider refuses an identical order within 10 minutes with 451.',
    tr: 'yeniden göndermeden önce gönderimi client.orders() ile arayın; sağlayıcı aynı gönderimi 10 dakika içinde 451 ile reddeder.',
  },
  'cancel-order': {
    en: 'query the order with client.getReport().',
    tr: 'gönderimi client.getReport() ile sorgulayın.',
  },
  'iys-register': {
    en: 'query some of the records with client.checkConsent() before you register them again.',
    tr: 'yeniden kaydetmeden önce kayıtların birkaçını client.checkConsent() ile sorgulayın.',
  },
  'add-blacklist': {
    en: 'the call can be repeated safely.',
    tr: 'çağrı güvenle yinelenebilir.',
  },
  'delete-blacklist': {
    en: 'look for the number with client.blacklist().',
    tr: 'numarayı client.blacklist() ile arayın.',
  },
};

/** Returns what to do after a call whose outcome is unknown. */
export function whenUnknown(endpoint: EndpointSlug): { en: string; tr: string } {
  const rest = WHEN_UNKNOWN[endpoint] ?? { en: 'query its result first.', tr: 'önce sonucunu sorgulayın.' };
  return { en: `${MAYBE.en} ${rest.en}`, tr: `${MAYBE.tr} ${rest.tr}` };
}

/** The explanations of failures without a code of the provider. */
export const LOCAL_TEXTS: Readonly<Record<LocalErrorCode, ErrorTexts>> = {
  'invalid-input': {
    en: {
      title: 'The input is not valid',
      meaning: 'The request was not sent.',
      fix: 'Correct the input at the paths named in faults.',
    },
    tr: {
      title: 'Girdi geçerli değil',
      meaning: 'İstek gönderilmedi.',
      fix: 'Girdiyi faults içinde yolu verilen yerlerde düzeltin.',
    },
  },
  'credentials-unavailable': {
    en: {
      title: 'The credentials are not available',
      meaning: 'The credentials could not be loaded, or key or hash is empty. Nothing was sent.',
      fix: 'Check the source of key and hash.',
    },
    tr: {
      title: 'Kimlik bilgisi yok',
      meaning: 'Kimlik bilgileri alınamadı ya da anahtar veya hash boş. Hiçbir şey gönderilmedi.',
      fix: 'Anahtar ve hash değerlerinin kaynağını kontrol edin.',
    },
  },
  aborted: {
    en: {
      title: 'The call was cancelled',
      meaning: 'Its signal was aborted, or the application is shutting down.',
      fix: 'Call again if it is still needed.',
    },
    tr: {
      title: 'Çağrı iptal edildi',
      meaning: 'Sinyali iptal edildi ya da uygulama kapanıyor.',
      fix: 'Hâlâ gerekiyorsa yeniden çağırın.',
    },
  },
  'connect-failed': {
    en: {
      title: 'The provider could not be reached',
      meaning: 'No connection came about. Nothing was sent.',
      fix: 'Check name resolution, proxy, firewall and base URL, then call again.',
    },
    tr: {
      title: 'Sağlayıcıya ulaşılamadı',
      meaning: 'Bağlantı kurulamadı. Hiçbir şey gönderilmedi.',
      fix: 'Ad çözümlemeyi, vekil sunucuyu, güvenlik duvarını ve temel adresi kontrol edip yeniden çağırın.',
    },
  },
  'connect-timeout': {
    en: {
      title: 'Connecting took too long',
      meaning: 'No connection stood within timeouts.connectMs. Nothing was sent.',
      fix: 'Call again; if it lasts, check firewall and base URL or allow more time.',
    },
    tr: {
      title: 'Bağlanmak çok uzun sürdü',
      meaning: 'timeouts.connectMs içinde bağlantı kurulamadı. Hiçbir şey gönderilmedi.',
      fix: 'Yeniden çağırın; sürerse güvenlik duvarını ve temel adresi kontrol edin ya da süreyi artırın.',
    },
  },
  'connection-lost': {
    en: {
      title: 'The connection broke',
      meaning: 'The request left, or part of it, but no complete answer came back.',
      fix: 'Call again.',
    },
    tr: {
      title: 'Bağlantı koptu',
      meaning: 'İstek ya da bir bölümü gönderildi, ama eksiksiz bir yanıt gelmedi.',
      fix: 'Yeniden çağırın.',
    },
  },
  'response-timeout': {
    en: {
      title: 'The answer took too long',
      meaning: 'The request left, but no complete answer came within timeouts.responseMs.',
      fix: 'Call again, or allow more time.',
    },
    tr: {
      title: 'Yanıt çok gecikti',
      meaning: 'İstek gönderildi, ama timeouts.responseMs içinde eksiksiz bir yanıt gelmedi.',
      fix: 'Yeniden çağırın ya da süreyi artırın.',
    },
  },
  'malformed-response': {
    en: {
      title: 'The answer could not be read',
      meaning: 'It is not what the provider documents.',
      fix: 'Check the base URL and what stands between you and the provider.',
    },
    tr: {
      title: 'Yanıt okunamadı',
      meaning: 'Sağlayıcının belgelediği biçimde değil.',
      fix: 'Temel adresi ve sağlayıcıyla aranızdaki katmanları kontrol edin.',
    },
  },
  'http-error': {
    en: {
      title: 'Not the provider’s API answered',
      meaning: 'The answer has an HTTP error status and no envelope, as of a proxy or firewall.',
      fix: 'Check the base URL and what stands between you and the provider.',
    },
    tr: {
      title: 'Yanıt sağlayıcının API’sinden değil',
      meaning: 'Yanıt, bir vekil sunucu ya da güvenlik duvarından gelmiş gibi: HTTP hata kodu var, zarf yok.',
      fix: 'Temel adresi ve sağlayıcıyla aranızdaki katmanları kontrol edin.',
    },
  },
  'unlisted-code': {
    en: {
      title: 'The provider answered with an unknown code',
      meaning: 'The code is in none of its documents.',
      fix: 'Ask the provider’s support what the code means.',
    },
    tr: {
      title: 'Sağlayıcı bilinmeyen bir kod döndürdü',
      meaning: 'Kod, belgelerinin hiçbirinde yok.',
      fix: 'Kodun anlamını sağlayıcının desteğine sorun.',
    },
  },
};

/** Whether an error's code is one of ours rather than one of the provider's. */
export function isLocalErrorCode(code: string): code is LocalErrorCode {
  return Object.hasOwn(LOCAL_TEXTS, code);
}
