import { MAX_CAMPAIGN } from '../../../shared/api/orders.js';
import type { Words } from './words.js';

const limit = { tr: MAX_CAMPAIGN.toLocaleString('tr-TR'), en: MAX_CAMPAIGN.toLocaleString('en-US') };

/** Texts of problems with orders. */
export const orders = {
  'empty-text': {
    tr: ['Mesaj metni boş.', 'Göndermek istediğiniz metni yazın.'],
    en: ['The message text is empty.', 'Enter the text that you want to send.'],
  },
  'text-too-long': {
    tr: [
      'Metin 7 SMS’ten uzun.',
      'Metni kısaltın. Uzun bağlantıların yerine iim.to gibi kısa bağlantılar kullanın.',
    ],
    en: [
      'The text is longer than 7 SMS.',
      'Shorten the text. Replace long links with short ones, such as iim.to links.',
    ],
  },
  'placeholder-unfilled': {
    tr: [
      'Metinde doldurulmamış bir alan var.',
      'Alanı her alıcı için doldurun ya da metinden çıkarın. Hiçbir mesaj gönderilmedi.',
    ],
    en: [
      'The text contains an unresolved placeholder.',
      'Fill it for each recipient, or remove it from the text. Nothing was sent.',
    ],
  },
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
  'purpose-missing': {
    tr: [
      'İletinin türü seçilmedi.',
      'Bilgilendirme ya da ticari ileti seçin. Ticari iletide alıcı türünü de (BIREYSEL ya da TACIR) belirtin.',
    ],
    en: [
      'No kind of message is selected.',
      'Select transactional or commercial. For commercial messages, also select the audience (BIREYSEL or TACIR).',
    ],
  },
  'send-at-wrong': {
    tr: [
      'Gönderim zamanı geçersiz ya da geçmişte.',
      'İleri bir zaman seçin ya da hemen gönderin. Hiçbir mesaj gönderilmedi.',
    ],
    en: [
      'The send time is invalid or in the past.',
      'Select a later time, or send immediately. Nothing was sent.',
    ],
  },
  'recipients-missing': {
    tr: ['Geçerli alıcı yok.', 'En az bir Türkiye cep telefonu ekleyin.'],
    en: ['There are no valid recipients.', 'Add at least one Turkish mobile number.'],
  },
  'too-many-recipients': {
    tr: [`Bir gönderimde en çok ${limit.tr} alıcı olabilir.`, 'Listeyi bölün. Hiçbir mesaj gönderilmedi.'],
    en: [`An order can have at most ${limit.en} recipients.`, 'Split the list. Nothing was sent.'],
  },
  'recipients-invalid': {
    tr: [
      'Listede geçersiz numara var.',
      '“rows” alanındaki satırları düzeltin ya da çıkarın. Hiçbir mesaj gönderilmedi.',
    ],
    en: [
      'The list contains invalid numbers.',
      'Correct or remove the rows listed in “rows”. Nothing was sent.',
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
    en: ['This order does not exist.', 'Select an order from the list.'],
  },
  'order-held': {
    tr: [
      'Gönderim beklemeye alındı: sağlayıcının raporlarında bulunamadı.',
      'Gönderimi sağlayıcının panelinde arayın, sonra aşağıda bir karar seçin.',
    ],
    en: [
      'The order is on hold: it was not found in the provider’s reports.',
      'Look it up in the provider’s panel, then select a decision below.',
    ],
  },
  'order-not-held': {
    tr: [
      'Bu gönderim artık karar beklemiyor.',
      'Başka biri karar vermiş ya da sonuç belirlenmiş olabilir. Sayfayı yenileyin.',
    ],
    en: [
      'This order no longer needs a decision.',
      'Another user decided, or the outcome was found. Reload the page.',
    ],
  },
  'order-failed': {
    tr: ['Gönderim yapılamadı.', 'Bütün denemelerde sağlayıcıya ulaşılamadı. Hiçbir mesaj gönderilmedi.'],
    en: [
      'The order could not be sent.',
      'The provider could not be reached in any attempt. No message was sent.',
    ],
  },
  'provider-id-wrong': {
    tr: ['Sağlayıcı sipariş no yalnızca rakamlardan oluşur.', 'Sağlayıcının panelindeki numarayı yazın.'],
    en: ['An order id contains only digits.', 'Enter the number shown in the provider’s panel.'],
  },
} as const satisfies Record<string, Words>;
