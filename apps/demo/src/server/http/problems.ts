import { HttpException } from '@nestjs/common';
import { MAX_RECIPIENTS, type Problem } from '../../shared/api.js';

type Words = Pick<Problem, 'message' | 'hint'>;

const limit = { tr: MAX_RECIPIENTS.toLocaleString('tr-TR'), en: MAX_RECIPIENTS.toLocaleString('en-US') };

/** What a caller of the demo's API can do wrong, in both languages. The key is the problem's code. */
const CATALOG = {
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

export type ProblemCode = keyof typeof CATALOG;

/** The catalogue's problem of this code; `over` replaces parts of it, such as the provider's own words. */
export function problem(code: ProblemCode, over: Partial<Problem> = {}): Problem {
  return { code, ...CATALOG[code], ...over };
}

export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(CATALOG, text);
}

/** An HTTP answer that carries a {@link Problem}; `extra` adds fields for programs, such as row positions. */
export class ProblemException extends HttpException {
  constructor(
    status: number,
    readonly problem: Problem,
    extra: Record<string, unknown> = {},
  ) {
    super({ ...problem, ...extra }, status);
  }
}
