import { MAX_CAMPAIGN } from '../../../shared/api/orders.js';
import type { Words } from './words.js';

const limit = { tr: MAX_CAMPAIGN.toLocaleString('tr-TR'), en: MAX_CAMPAIGN.toLocaleString('en-US') };

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
      tr: `Bir seferde en çok ${limit.tr} alıcıya gönderilebilir.`,
      en: `At most ${limit.en} recipients can be sent to at once.`,
    },
    hint: {
      tr: 'Listeyi bölün. Hiçbir mesaj gönderilmedi.',
      en: 'Split the list. Nothing was sent.',
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
    hint: { tr: 'Gönderimler listesinden seçin.', en: 'Choose one from the list of orders.' },
  },
  'nobody-consented': {
    message: {
      tr: 'Listedeki kimsenin ticari ileti onayı yok.',
      en: 'Nobody on the list has given consent to commercial messages.',
    },
    hint: {
      tr: 'İzinler sayfasından onay toplayın ya da izin dosyası yükleyin. Hiçbir mesaj gönderilmedi.',
      en: 'Collect consents or import a file of them on the Consents page. Nothing was sent.',
    },
  },
  'order-held': {
    message: {
      tr: 'Gönderim beklemeye alındı: sağlayıcının raporlarında izi bulunamadı.',
      en: 'The order is held: the provider’s reports show no trace of it.',
    },
    hint: {
      tr: 'Sağlayıcının panelinde arayın, sonra aşağıda karar verin: gönderilmiş, yeniden gönderilsin ya da vazgeçilsin.',
      en: 'Look it up in the provider’s panel, then decide below: it was sent, send it again, or leave it.',
    },
  },
  'order-not-held': {
    message: {
      tr: 'Bu gönderim artık karar beklemiyor.',
      en: 'This order does not wait for a decision any more.',
    },
    hint: {
      tr: 'Başka biri karar vermiş ya da sonuç kendiliğinden ortaya çıkmış olabilir; sayfayı yenileyin.',
      en: 'Somebody else decided, or the outcome came to light; reload the page.',
    },
  },
  'order-failed': {
    message: { tr: 'Gönderim yapılamadı.', en: 'The order could not be sent.' },
    hint: {
      tr: 'Sağlayıcıya ulaşılamadı ve denemeler tükendi. Bu gönderimden hiçbir mesaj çıkmadı.',
      en: 'The provider was out of reach and the attempts are used up. No message of it has left.',
    },
  },
  'provider-id-wrong': {
    message: { tr: 'Sipariş no yalnızca rakamlardan oluşur.', en: 'An order id has digits only.' },
    hint: {
      tr: 'Sağlayıcının panelindeki numarayı yazın.',
      en: 'Enter the number that the provider’s panel shows.',
    },
  },
} as const satisfies Record<string, Words>;
