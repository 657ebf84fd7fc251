import { MAX_RECIPIENTS } from '../../../shared/api/orders.js';
import type { Words } from './words.js';

const limit = { tr: MAX_RECIPIENTS.toLocaleString('tr-TR'), en: MAX_RECIPIENTS.toLocaleString('en-US') };

/** What a caller can do wrong with orders. */
export const orders = {
  'empty-text': {
    message: { tr: 'Mesaj metni boş.', en: 'The message text is empty.' },
    hint: { tr: 'Göndermek istediğiniz metni yazın.', en: 'Write the text you want to send.' },
  },
  'text-too-long': {
    message: { tr: 'Metin 7 SMS’ten uzun.', en: 'The text is longer than 7 SMS.' },
    hint: { tr: 'Metni kısaltın.', en: 'Shorten the text.' },
  },
  'sender-missing': {
    message: { tr: 'Başlık seçilmedi.', en: 'No sender is chosen.' },
    hint: {
      tr: 'Hesabınızın onaylı başlıklarından birini seçin.',
      en: 'Choose one of your account’s approved senders.',
    },
  },
  'sender-unknown': {
    message: {
      tr: 'Bu başlık hesabınızda onaylı değil.',
      en: 'This sender is not approved for your account.',
    },
    hint: {
      tr: 'Listeden onaylı bir başlık seçin; yazımı büyük/küçük harfine kadar aynı olmalı.',
      en: 'Choose an approved sender from the list; its spelling must match exactly.',
    },
  },
  'purpose-missing': {
    message: { tr: 'İletinin türü seçilmedi.', en: 'The kind of message is not chosen.' },
    hint: {
      tr: 'Bilgilendirme ya da ticari iletiyi seçin; ticari iletide alıcı türünü (BIREYSEL ya da TACIR) de belirtin.',
      en: 'Choose transactional or commercial; for commercial also say whom it addresses (BIREYSEL or TACIR).',
    },
  },
  'send-at-wrong': {
    message: {
      tr: 'Gönderim zamanı anlaşılamadı ya da geçmişte.',
      en: 'The moment to send is not understood or has passed.',
    },
    hint: {
      tr: 'İleri bir zaman seçin ya da hemen gönderin. Hiçbir mesaj gönderilmedi.',
      en: 'Choose a later moment, or send right away. Nothing was sent.',
    },
  },
  'recipients-missing': {
    message: { tr: 'Geçerli alıcı yok.', en: 'There is no valid recipient.' },
    hint: { tr: 'En az bir Türkiye cep telefonu ekleyin.', en: 'Add at least one Turkish mobile number.' },
  },
  'too-many-recipients': {
    message: {
      tr: `Bir gönderimde en çok ${limit.tr} alıcı olabilir.`,
      en: `One order takes at most ${limit.en} recipients.`,
    },
    hint: {
      tr: 'Listeyi birkaç gönderime bölün. Hiçbir mesaj gönderilmedi.',
      en: 'Split the list into several orders. Nothing was sent.',
    },
  },
  'recipients-invalid': {
    message: { tr: 'Listede geçersiz numara var.', en: 'The list holds invalid numbers.' },
    hint: {
      tr: '“rows” alanındaki sıralara bakın, düzeltin ya da çıkarın. Hiçbir mesaj gönderilmedi.',
      en: 'See the positions in “rows”, mend or remove them. Nothing was sent.',
    },
  },
  'confirmation-needed': {
    message: {
      tr: 'Bu gönderim gerçek kontör harcar ve onaylanmadı.',
      en: 'This order spends real credits and was not confirmed.',
    },
    hint: {
      tr: 'Gönderilecek SMS sayısını onay alanına yazın.',
      en: 'Type the number of SMS to be sent into the confirmation field.',
    },
  },
  'order-not-found': {
    message: { tr: 'Böyle bir gönderim yok.', en: 'There is no such order.' },
    hint: {
      tr: 'Gönderimler listesinden seçin. Bu örnek uygulama gönderimleri yeniden başlatınca unutur.',
      en: 'Choose one from the list of orders. This demo forgets its orders when it is restarted.',
    },
  },
} as const satisfies Record<string, Words>;
