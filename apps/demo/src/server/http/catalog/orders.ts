import type { Words } from './words.js';

/** Texts of problems with orders. */
export const orders = {
  'sender-missing': {
    tr: ['Başlık seçilmedi.', 'Hesabınızın onaylı başlıklarından birini seçin.'],
    en: ['No sender is selected.', 'Select an approved sender of your account.'],
  },
  'sender-unknown': {
    tr: [
      'Bu başlık hesabınızda onaylı değil.',
      'Listeden onaylı bir başlık seçin. Yazımı, büyük ve küçük harfler dahil, aynı olmalıdır.',
    ],
    en: [
      'This sender is not approved for your account.',
      'Select an approved sender from the list. Its spelling must match exactly.',
    ],
  },
  'confirmation-needed': {
    tr: ['Bu gönderim gerçek kontör harcar ve onaylanmadı.', 'Gönderilecek SMS sayısını onay alanına yazın.'],
    en: [
      'This order spends real credits and was not confirmed.',
      'Type the number of SMS to be sent into the confirmation field.',
    ],
  },
} as const satisfies Record<string, Words>;
