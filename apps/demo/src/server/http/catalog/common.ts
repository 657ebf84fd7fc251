import { MAX_CAMPAIGN } from 'nest-iletimerkezi/dto';
import type { Words } from './words.js';

const limit = { tr: MAX_CAMPAIGN.toLocaleString('tr-TR'), en: MAX_CAMPAIGN.toLocaleString('en-US') };

/** Texts of problems that any request can cause, by code. */
export const common = {
  'invalid-request': {
    tr: ['İstek geçersiz.', 'Alanları kontrol edip yeniden deneyin.'],
    en: ['The request is invalid.', 'Check the fields and try again.'],
  },
  'body-too-large': {
    tr: ['İstek çok büyük.', `Bir gönderimde en çok ${limit.tr} alıcı olabilir. Listeyi bölün.`],
    en: ['The request is too large.', `An order can have at most ${limit.en} recipients. Split the list.`],
  },
  'not-found': {
    tr: ['Böyle bir adres yok.', 'Adresi kontrol edin.'],
    en: ['This address does not exist.', 'Check the address.'],
  },
  'foreign-origin': {
    tr: ['İstek başka bir siteden geldi.', 'Sayfayı, demonun uçbirimde yazdığı adresten açın.'],
    en: ['The request came from another site.', 'Open the page at the address that the demo printed.'],
  },
  internal: {
    tr: [
      'Beklenmeyen bir hata oluştu.',
      'Ayrıntılar, demonun çalıştığı uçbirimdedir. Sonucu gönderimler listesinden kontrol edin.',
    ],
    en: [
      'An unexpected error occurred.',
      'See the terminal of the demo for details. Check the outcome in the list of orders.',
    ],
  },
} as const satisfies Record<string, Words>;
