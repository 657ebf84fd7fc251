import { MAX_CAMPAIGN } from '../../../shared/api/orders.js';
import type { Words } from './words.js';

const limit = { tr: MAX_CAMPAIGN.toLocaleString('tr-TR'), en: MAX_CAMPAIGN.toLocaleString('en-US') };

/** What can go wrong with any request. The key is the problem's code. */
export const common = {
  'invalid-request': {
    message: { tr: 'İstek anlaşılamadı.', en: 'The request was not understood.' },
    hint: {
      tr: 'Alanları kontrol edip yeniden deneyin.',
      en: 'Check the fields and try again.',
    },
  },
  'body-too-large': {
    message: { tr: 'İstek çok büyük.', en: 'The request is too large.' },
    hint: {
      tr: `Bir gönderimde en çok ${limit.tr} alıcı olabilir; listeyi bölün.`,
      en: `One order takes at most ${limit.en} recipients; split the list.`,
    },
  },
  'not-found': {
    message: { tr: 'Böyle bir adres yok.', en: 'There is nothing at this address.' },
    hint: { tr: 'Adresi kontrol edin.', en: 'Check the address.' },
  },
  'foreign-origin': {
    message: { tr: 'İstek başka bir siteden geldi.', en: 'The request came from another site.' },
    hint: {
      tr: 'Sayfayı demonun yazdığı adresten açın.',
      en: 'Open the page at the address the demo printed.',
    },
  },
  'outcome-unknown': {
    message: {
      tr: 'Sağlayıcı yanıt vermedi; gönderilmiş olabilir.',
      en: 'The provider did not answer; it may have been sent.',
    },
    hint: {
      tr: 'Yeniden göndermeyin: alıcılar mesajı iki kez alabilir. Sağlayıcıdan haber gelirse bu sayfa kendini günceller; gelmezse sağlayıcının panelindeki raporlara bakın.',
      en: 'Do not send it again: people might receive it twice. This page updates itself when the provider reports; otherwise look at the reports in the provider’s panel.',
    },
  },
  'provider-unreachable': {
    message: {
      tr: 'Sağlayıcıya ulaşılamadı; hiçbir mesaj gönderilmedi.',
      en: 'The provider could not be reached; nothing was sent.',
    },
    hint: {
      tr: 'Emülatör kapandıysa demoyu yeniden başlatın, sonra yeniden deneyin.',
      en: 'If the emulator has stopped, start the demo again, then retry.',
    },
  },
  'provider-refused': {
    message: { tr: 'Sağlayıcı isteği kabul etmedi.', en: 'The provider did not accept the request.' },
    hint: {
      tr: 'Hiçbir mesaj gönderilmedi. Sağlayıcının kodu aşağıda.',
      en: 'Nothing was sent. The provider’s code is below.',
    },
  },
  internal: {
    message: { tr: 'Beklenmeyen bir hata oluştu.', en: 'Something unexpected went wrong.' },
    hint: {
      tr: 'Demonun çalıştığı uçbirime bakın; gönderimler listesinden sonucu kontrol edin.',
      en: 'Look at the terminal the demo runs in; check the list of orders for the outcome.',
    },
  },
} as const satisfies Record<string, Words>;
