import { MAX_CAMPAIGN } from '../../../shared/api/orders.js';
import type { Words } from './words.js';

const limit = { tr: MAX_CAMPAIGN.toLocaleString('tr-TR'), en: MAX_CAMPAIGN.toLocaleString('en-US') };

/** What can go wrong with any request. The key is the problem's code. */
export const common = {
  'invalid-request': {
    tr: ['İstek anlaşılamadı.', 'Alanları kontrol edip yeniden deneyin.'],
    en: ['The request was not understood.', 'Check the fields and try again.'],
  },
  'body-too-large': {
    tr: ['İstek çok büyük.', `Bir gönderimde en çok ${limit.tr} alıcı olabilir; listeyi bölün.`],
    en: ['The request is too large.', `One order takes at most ${limit.en} recipients; split the list.`],
  },
  'not-found': {
    tr: ['Böyle bir adres yok.', 'Adresi kontrol edin.'],
    en: ['There is nothing at this address.', 'Check the address.'],
  },
  'foreign-origin': {
    tr: ['İstek başka bir siteden geldi.', 'Sayfayı demonun yazdığı adresten açın.'],
    en: ['The request came from another site.', 'Open the page at the address the demo printed.'],
  },
  'outcome-unknown': {
    tr: [
      'Sağlayıcı yanıt vermedi; gönderilmiş olabilir.',
      'Yeniden göndermeyin: alıcılar mesajı iki kez alabilir. Sağlayıcıdan haber gelirse bu sayfa kendini günceller; gelmezse sağlayıcının panelindeki raporlara bakın.',
    ],
    en: [
      'The provider did not answer; it may have been sent.',
      'Do not send it again: people might receive it twice. This page updates itself when the provider reports; otherwise look at the reports in the provider’s panel.',
    ],
  },
  'provider-unreachable': {
    tr: [
      'Sağlayıcıya ulaşılamadı; hiçbir mesaj gönderilmedi.',
      'Emülatör kapandıysa demoyu yeniden başlatın, sonra yeniden deneyin.',
    ],
    en: [
      'The provider could not be reached; nothing was sent.',
      'If the emulator has stopped, start the demo again, then retry.',
    ],
  },
  'provider-refused': {
    tr: ['Sağlayıcı isteği kabul etmedi.', 'Hiçbir mesaj gönderilmedi. Sağlayıcının kodu aşağıda.'],
    en: ['The provider did not accept the request.', 'Nothing was sent. The provider’s code is below.'],
  },
  internal: {
    tr: [
      'Beklenmeyen bir hata oluştu.',
      'Demonun çalıştığı uçbirime bakın; gönderimler listesinden sonucu kontrol edin.',
    ],
    en: [
      'Something unexpected went wrong.',
      'Look at the terminal the demo runs in; check the list of orders for the outcome.',
    ],
  },
} as const satisfies Record<string, Words>;
