import { MAX_CAMPAIGN } from '../../../shared/api/orders.js';
import type { Words } from './words.js';

const limit = { tr: MAX_CAMPAIGN.toLocaleString('tr-TR'), en: MAX_CAMPAIGN.toLocaleString('en-US') };

/** What a caller can do wrong with orders. */
export const orders = {
  'empty-text': {
    tr: ['Mesaj metni boş.', 'Göndermek istediğiniz metni yazın.'],
    en: ['The message text is empty.', 'Write the text you want to send.'],
  },
  'text-too-long': {
    tr: [
      'Metin 7 SMS’ten uzun.',
      'Metni kısaltın; uzun bağlantıların yerine iim.to gibi kısa bağlantılar kullanın.',
    ],
    en: [
      'The text is longer than 7 SMS.',
      'Shorten the text; use short links, such as iim.to, in place of long ones.',
    ],
  },
  'placeholder-unfilled': {
    tr: [
      'Metinde doldurulmamış bir alan var.',
      'Alanı her alıcı için doldurun ya da metinden çıkarın. Hiçbir mesaj gönderilmedi.',
    ],
    en: [
      'The text has a placeholder that nothing has filled.',
      'Fill it for each recipient or take it out of the text. Nothing was sent.',
    ],
  },
  'sender-missing': {
    tr: ['Başlık seçilmedi.', 'Hesabınızın onaylı başlıklarından birini seçin.'],
    en: ['No sender is chosen.', 'Choose one of your account’s approved senders.'],
  },
  'sender-unknown': {
    tr: [
      'Bu başlık hesabınızda onaylı değil.',
      'Listeden onaylı bir başlık seçin; yazımı büyük/küçük harfine kadar aynı olmalı.',
    ],
    en: [
      'This sender is not approved for your account.',
      'Choose an approved sender from the list; its spelling must match exactly.',
    ],
  },
  'purpose-missing': {
    tr: [
      'İletinin türü seçilmedi.',
      'Bilgilendirme ya da ticari iletiyi seçin; ticari iletide alıcı türünü (BIREYSEL ya da TACIR) de belirtin.',
    ],
    en: [
      'The kind of message is not chosen.',
      'Choose transactional or commercial; for commercial also say whom it addresses (BIREYSEL or TACIR).',
    ],
  },
  'send-at-wrong': {
    tr: [
      'Gönderim zamanı anlaşılamadı ya da geçmişte.',
      'İleri bir zaman seçin ya da hemen gönderin. Hiçbir mesaj gönderilmedi.',
    ],
    en: [
      'The moment to send is not understood or has passed.',
      'Choose a later moment, or send right away. Nothing was sent.',
    ],
  },
  'recipients-missing': {
    tr: ['Geçerli alıcı yok.', 'En az bir Türkiye cep telefonu ekleyin.'],
    en: ['There is no valid recipient.', 'Add at least one Turkish mobile number.'],
  },
  'too-many-recipients': {
    tr: [
      `Bir seferde en çok ${limit.tr} alıcıya gönderilebilir.`,
      'Listeyi bölün. Hiçbir mesaj gönderilmedi.',
    ],
    en: [`At most ${limit.en} recipients can be sent to at once.`, 'Split the list. Nothing was sent.'],
  },
  'recipients-invalid': {
    tr: [
      'Listede geçersiz numara var.',
      '“rows” alanındaki sıralara bakın, düzeltin ya da çıkarın. Hiçbir mesaj gönderilmedi.',
    ],
    en: [
      'The list holds invalid numbers.',
      'See the positions in “rows”, fix or remove them. Nothing was sent.',
    ],
  },
  'confirmation-needed': {
    tr: ['Bu gönderim gerçek kontör harcar ve onaylanmadı.', 'Gönderilecek SMS sayısını onay alanına yazın.'],
    en: [
      'This order spends real credits and was not confirmed.',
      'Type the number of SMS to be sent into the confirmation field.',
    ],
  },
  'order-not-found': {
    tr: ['Böyle bir gönderim yok.', 'Gönderimler listesinden seçin.'],
    en: ['There is no such order.', 'Choose one from the list of orders.'],
  },
  'order-held': {
    tr: [
      'Gönderim beklemeye alındı: sağlayıcının raporlarında izi bulunamadı.',
      'Sağlayıcının panelinde arayın, sonra aşağıda karar verin: gönderilmiş, yeniden gönderilsin ya da vazgeçilsin.',
    ],
    en: [
      'The order is held: the provider’s reports show no trace of it.',
      'Look it up in the provider’s panel, then decide below: it was sent, send it again, or leave it.',
    ],
  },
  'order-not-held': {
    tr: [
      'Bu gönderim artık karar beklemiyor.',
      'Başka biri karar vermiş ya da sonuç kendiliğinden ortaya çıkmış olabilir; sayfayı yenileyin.',
    ],
    en: [
      'This order does not wait for a decision any more.',
      'Somebody else decided, or the outcome came to light; reload the page.',
    ],
  },
  'order-failed': {
    tr: [
      'Gönderim yapılamadı.',
      'Sağlayıcıya ulaşılamadı ve denemeler tükendi. Bu gönderimden hiçbir mesaj çıkmadı.',
    ],
    en: [
      'The order could not be sent.',
      'The provider was out of reach and the attempts are used up. No message of it has left.',
    ],
  },
  'provider-id-wrong': {
    tr: ['Sağlayıcı sipariş no yalnızca rakamlardan oluşur.', 'Sağlayıcının panelindeki numarayı yazın.'],
    en: ['An order id has digits only.', 'Enter the number that the provider’s panel shows.'],
  },
} as const satisfies Record<string, Words>;
