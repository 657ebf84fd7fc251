import { errorDocUrl } from './error-docs.js';
import { fillText, type ErrorParams } from './error-texts.js';
import type { PhoneFault } from './phone/index.js';
import type { SenderFault } from './sender.js';

/** A text of a fault in both languages, without a full stop. `{name}` stands for the parameter of that name. */
export interface FaultText {
  readonly en: string;
  readonly tr: string;
}

/** One fault of an input: where it is and what is wrong with it. It never contains the value itself. */
export interface InputFault {
  /** Path from the call's argument, such as `recipients[3]` or `messages[0].text`. */
  path: string;
  /** Stable name in kebab case to branch on. */
  code: string;
  /** The problem and its correction, in English. */
  message: string;
  /** The same in Turkish. */
  messageTr: string;
  /** The URL of the code's row in the documentation. */
  docUrl: string;
}

const FAULTS = {
  'not-a-date': {
    en: 'must be a valid Date in the years 1000 to 9999; in JSON, ISO 8601 with a time and a zone, such as 2027-01-20T13:45:00+03:00',
    tr: '1000 ile 9999 yılları arasında geçerli bir Date olmalı; JSON’da saati ve dilimi olan ISO 8601, örneğin 2027-01-20T13:45:00+03:00',
  },
  'not-in-range': {
    en: 'must be an integer from {min} to {max}',
    tr: '{min} ile {max} arasında bir tam sayı olmalı',
  },
  'not-positive': {
    en: 'must be an integer from 1',
    tr: '1’den başlayan bir tam sayı olmalı',
  },
  'not-listed': {
    en: 'must be one of {words}',
    tr: 'şunlardan biri olmalı: {words}',
  },
  'nul-character': {
    en: 'contains a NUL character; remove it',
    tr: 'NUL karakteri içeriyor; kaldırın',
  },
  'broken-character': {
    en: 'contains half of an emoji or another broken character; cut texts with Array.from(text), not with slice',
    tr: 'yarım bir emoji ya da bozuk bir karakter içeriyor; metni slice yerine Array.from(text) ile kesin',
  },
  'text-required': {
    en: 'must be a text that is not empty',
    tr: 'boş olmayan bir metin olmalı',
  },
  'value-too-long': {
    en: 'must have at most {max} characters, but has {length}',
    tr: 'en fazla {max} karakter olabilir, {length} karakter var',
  },
  'object-required': {
    en: 'must be an object or absent',
    tr: 'bir nesne olmalı ya da hiç verilmemeli',
  },
  'list-required': {
    en: 'must be a list',
    tr: 'bir liste olmalı',
  },
  'entries-required': {
    en: 'a list with at least one entry is required',
    tr: 'en az bir öğesi olan bir liste gerekir',
  },
  'iterable-required': {
    en: 'must be a list or another iterable of recipients',
    tr: 'alıcıların listesi ya da başka bir iterable olmalı',
  },
  'recipient-shape': {
    en: 'must be a number as a text, { to, text } or { to, values }',
    tr: 'metin olarak bir numara, { to, text } ya da { to, values } olmalı',
  },
  'template-or-text': {
    en: 'give either text or template, not both',
    tr: 'text ya da template alanlarından yalnızca birini verin',
  },
  'values-without-template': {
    en: 'the message has no template that uses these values; give template instead of text',
    tr: 'gönderimin bu değerleri kullanan bir şablonu yok; text yerine template verin',
  },
  'uuid-required': {
    en: 'must be a UUID, such as the ids of campaigns and orders',
    tr: 'kampanya ve gönderimlerdeki gibi bir UUID olmalı',
  },
  'messages-or-text': {
    en: 'give either messages, or text and recipients',
    tr: 'ya messages ya da text ile recipients verin',
  },
  'one-text-per-campaign': {
    en: 'a campaign has one text, or a text for each recipient',
    tr: 'bir kampanyanın tek bir metni ya da her alıcı için bir metni olur',
  },
  'too-many-recipients': {
    en: 'an order has at most {max} recipients, but {count} are given; split it',
    tr: 'bir gönderimde en fazla {max} alıcı olur, {count} alıcı verildi; gönderimi bölün',
  },
  'kind-required': {
    en: 'must be transactional or commercial; the law distinguishes them, so there is no default',
    tr: 'transactional ya da commercial olmalı; ayrımı yasa yapar, varsayılan değer yoktur',
  },
  'audience-required': {
    en: 'a commercial order requires BIREYSEL or TACIR',
    tr: 'ticari gönderimde BIREYSEL ya da TACIR belirtilmelidir',
  },
  'test-sender-commercial': {
    en: 'orders with the sender {sender} must be transactional',
    tr: '{sender} başlığıyla yapılan gönderimler transactional olmalıdır',
  },
  'sender-required': {
    en: 'give a sender, or set defaultSender in the options of the module',
    tr: 'bir başlık verin ya da modülün seçeneklerinde defaultSender belirleyin',
  },
  'time-past': {
    en: 'this moment has passed, and the provider would send at once; omit sendAt to send at once',
    tr: 'bu zaman geçmişte; sağlayıcı hemen gönderirdi, hemen göndermek için sendAt vermeyin',
  },
  'outside-sending-hours': {
    en: 'commercial messages of this account are not sent at this time; the next opening is {opensAt} (Türkiye time)',
    tr: 'bu hesabın ticari iletileri bu saatte gönderilmez; sonraki açılış {opensAt} (Türkiye saati)',
  },
  'text-empty': {
    en: 'the text is empty',
    tr: 'metin boş',
  },
  'text-nul-character': {
    en: 'the text contains a NUL character; remove it',
    tr: 'metin NUL karakteri içeriyor; kaldırın',
  },
  'text-broken-character': {
    en: 'the text contains half of an emoji or another broken character; cut texts with Array.from(text), not with slice',
    tr: 'metin yarım bir emoji ya da bozuk bir karakter içeriyor; metni slice yerine Array.from(text) ile kesin',
  },
  'text-not-in-mode': {
    en: 'the account’s character mode removes every character of the text',
    tr: 'hesabın karakter modu metindeki bütün karakterleri kaldırıyor',
  },
  'text-too-long': {
    en: 'the text does not fit into {max} parts; shorten it',
    tr: 'metin {max} parçaya sığmıyor; kısaltın',
  },
  'text-too-long-link': {
    en: 'the text does not fit into {max} parts; use a short link (iim.to) instead of the long one',
    tr: 'metin {max} parçaya sığmıyor; uzun bağlantının yerine kısa bağlantı (iim.to) kullanın',
  },
  'placeholder-left': {
    en: 'the text contains {placeholders}, and the provider does not replace placeholders; replace it for each recipient',
    tr: 'metindeki {placeholders} alanı doldurulmamış; sağlayıcı alanları doldurmaz, her alıcı için siz doldurun',
  },
  'placeholder-foreign': {
    en: '{placeholder} is a placeholder of another template language; write its name in single braces, or put a backslash before a brace that is text',
    tr: '{placeholder} başka bir şablon dilinin alanı; adını tek süslü parantezle yazın; parantez metnin parçasıysa önüne ters eğik çizgi koyun',
  },
  'placeholder-unclosed': {
    en: '{placeholder} is not closed with } on the same line; put a backslash before a brace that is text',
    tr: '{placeholder} aynı satırda } ile kapanmıyor; parantez metnin parçasıysa önüne ters eğik çizgi koyun',
  },
  'placeholder-empty': {
    en: '{placeholder} has no name; put a backslash before a brace that is text',
    tr: '{placeholder} alanının adı yok; parantez metnin parçasıysa önüne ters eğik çizgi koyun',
  },
  'placeholder-suffix': {
    en: '{placeholder} has an unknown suffix after the colon; use one of ’e, ’i, ’in, ’de and ’den',
    tr: '{placeholder} alanında iki noktadan sonra bilinmeyen bir ek var; ’e, ’i, ’in, ’de ya da ’den yazın',
  },
  'placeholder-order': {
    en: '{placeholder} has its suffix after the fallback; write the suffix first, such as {ad:’e|müşterimize}',
    tr: '{placeholder} alanında ek, yedek metinden sonra yazılmış; önce eki yazın, örneğin {ad:’e|müşterimize}',
  },
  'placeholder-reserved': {
    en: '{placeholder} is the opt-out link, which has neither a fallback nor a suffix; write {ret}',
    tr: '{placeholder} ret bağlantısıdır, yedek metni ve eki olmaz; {ret} yazın',
  },
  'placeholder-unknown': {
    en: '{placeholder} has no values; rename it, or give a value for each recipient',
    tr: '{placeholder} alanının değeri yok; adını düzeltin ya da her alıcı için bir değer verin',
  },
  'values-shape': {
    en: 'must be a list with the values of each recipient: at most {names} by name, each a text of at most {max} characters',
    tr: 'her alıcının değerlerinin listesi olmalı: adıyla en çok {names} değer, her biri en fazla {max} karakterlik bir metin',
  },
  'values-not-accepted': {
    en: 'this request sends one text to all recipients and accepts no values',
    tr: 'bu istek bütün alıcılara tek metin gönderir, değer kabul etmez',
  },
  'values-missing': {
    en: 'values are missing for {names}; give them, or write a fallback: {name|customer}',
    tr: 'şu alanların değeri yok: {names}; değer verin ya da yedek metin yazın: {ad|müşterimiz}',
  },
  'values-invalid': {
    en: 'the values of {names} contain a NUL character or half of an emoji',
    tr: 'şu alanların değerinde NUL karakteri ya da yarım bir emoji var: {names}',
  },
  'brand-required': {
    en: 'give { title, identity, optOut, … }',
    tr: '{ title, identity, optOut, … } verin',
  },
  'brand-identity-required': {
    en: 'give { mersis }, or { name, idNumber } for a tradesperson (regulation 2015/29417, art. 8)',
    tr: '{ mersis } ya da esnaf için { name, idNumber } verin (2015/29417 sayılı Yönetmelik, m. 8)',
  },
  'brand-mersis': {
    en: 'a MERSİS number has 16 digits',
    tr: 'MERSİS numarası 16 hanelidir',
  },
  'brand-id-number': {
    en: 'must be a tax number of 10 digits or a T.C. identity number of 11 digits; a digit is wrong',
    tr: '10 haneli vergi numarası ya da 11 haneli T.C. kimlik numarası olmalı; bir hanesi yanlış',
  },
  'brand-contact-required': {
    en: 'give { phone }, { email } or { address }: a link to refuse is not a contact (regulation 2015/29417, art. 8)',
    tr: '{ phone }, { email } ya da { address } verin: ret bağlantısı iletişim bilgisi yerine geçmez (2015/29417 sayılı Yönetmelik, m. 8)',
  },
  'brand-opt-out-required': {
    en: 'give { keyword, number }, { link } or { phone } (law 6563, art. 8; regulation 2015/29417, art. 9)',
    tr: '{ keyword, number }, { link } ya da { phone } verin (6563 sayılı Kanun, m. 8; 2015/29417 sayılı Yönetmelik, m. 9)',
  },
  'brand-opt-out-link': {
    en: 'give a URL of at most 60 characters, such as https://example.com/r or example.com/r, without port, query or fragment',
    tr: 'https://ornek.com/r ya da ornek.com/r gibi, en fazla 60 karakterlik bir adres verin; bağlantı noktası, sorgu ya da bölüm içermesin',
  },
  'brand-keyword': {
    en: 'give one word of at most 15 letters and digits, such as RET',
    tr: 'RET gibi, harf ve rakamlardan oluşan en fazla 15 karakterlik tek bir sözcük verin',
  },
  'brand-number': {
    en: 'give a phone or short number of 3 to 13 digits',
    tr: '3 ile 13 hane arasında bir telefon ya da kısa numara verin',
  },
  'content-identity-missing': {
    en: 'a commercial message states who sends it: the MERSİS number, or name and id number of a tradesperson (regulation 2015/29417, art. 8)',
    tr: 'ticari ileti göndereni belirtir: MERSİS numarası ya da esnafın adı, soyadı ve kimlik numarası (2015/29417 sayılı Yönetmelik, m. 8)',
  },
  'content-contact-missing': {
    en: 'a commercial message states how to reach the sender: phone, fax, short number or e-mail (regulation 2015/29417, art. 8)',
    tr: 'ticari iletide göndericinin erişilebilir bir iletişim bilgisi bulunur: telefon, faks, kısa mesaj numarası ya da e-posta (2015/29417 sayılı Yönetmelik, m. 8)',
  },
  'content-opt-out-missing': {
    en: 'a commercial message states how to refuse further ones, free of charge (law 6563, art. 8; regulation 2015/29417, art. 9)',
    tr: 'ticari iletide ücretsiz ret yolu belirtilir (6563 sayılı Kanun, m. 8; 2015/29417 sayılı Yönetmelik, m. 9)',
  },
  'content-promotion': {
    en: 'the text seems to promote something; a transactional message must not (regulation 2015/29417, art. 6). Send it as commercial if it does',
    tr: 'metin tanıtım içeriyor gibi görünüyor; bildirimlerde tanıtım yapılamaz (2015/29417 sayılı Yönetmelik, m. 6). Tanıtım içeriyorsa ticari ileti olarak gönderin',
  },
  'content-purpose': {
    en: 'the text does not say that it is commercial; add a word such as kampanya, tanıtım or bilgilendirme (regulation 2015/29417, art. 8)',
    tr: 'metinden ticari ileti olduğu anlaşılmıyor; kampanya, tanıtım ya da bilgilendirme gibi bir ifade ekleyin (2015/29417 sayılı Yönetmelik, m. 8)',
  },
  'content-brand-missing': {
    en: 'without a brand profile, identity, contact and opt-out of commercial messages are not checked',
    tr: 'marka profili olmadan ticari iletilerde kimlik, iletişim ve ret bilgileri denetlenemez',
  },
  'order-id-required': {
    en: 'an order id is required',
    tr: 'gönderim numarası gerekir',
  },
  'range-too-long': {
    en: 'start and end may be at most {max} days apart, but are {days} days apart; client.orders() accepts any range',
    tr: 'start ile end arasında en fazla {max} gün olabilir, {days} gün var; client.orders() her aralığı kabul eder',
  },
  'range-reversed': {
    en: '{last} is before {first}',
    tr: '{last}, {first} tarihinden önce',
  },
  'too-many-consents': {
    en: 'a request registers 1 to {max} consents, but {count} are given',
    tr: 'bir istek 1 ile {max} arası izin kaydeder, {count} izin verildi',
  },
  'brand-code-digits': {
    en: 'the brand code from the panel is required, as an integer or a text of digits',
    tr: 'paneldeki marka kodu gerekir; tam sayı ya da rakamlardan oluşan metin verin',
  },
  'brand-code-text': {
    en: 'the digits of the panel’s brand code are required, as a text',
    tr: 'paneldeki marka kodunun rakamları metin olarak gerekir',
  },
  'brand-code-required': {
    en: 'give a brand code, or set brandCode in the options of the module',
    tr: 'bir marka kodu verin ya da modülün seçeneklerinde brandCode belirleyin',
  },
  'number-unassigned': {
    en: 'no operator uses this number range',
    tr: 'bu numara aralığını kullanan bir operatör yok',
  },
  'ip-invalid': { en: 'this is not an IP address', tr: 'bu bir IP adresi değil' },
  'code-invalid': { en: 'a code has 4 to 10 digits', tr: 'kod 4 ile 10 arasında rakamdan oluşur' },
  'decision-required': {
    en: 'give exactly one of { sent: true }, { resend: true } and { drop: true }',
    tr: '{ sent: true }, { resend: true } ve { drop: true } içinden tam olarak birini verin',
  },
  'transaction-adapter-required': {
    en: 'must be a transaction from an adapter: {adapters}',
    tr: 'bir adaptörün verdiği bir işlem (transaction) olmalı: {adapters}',
  },
  'transaction-not-open': {
    en: 'no transaction is open on this connection: it is a pool, or a client without BEGIN. Give the object that your library passes inside of a transaction, or omit `tx`',
    tr: 'bu bağlantıda açık bir işlem (transaction) yok: bir havuz ya da BEGIN verilmemiş bir istemci. Kütüphanenizin işlem içinde verdiği nesneyi verin ya da `tx` seçeneğini vermeyin',
  },
};

const PHONE_FAULTS: Readonly<Record<`number-${PhoneFault}`, FaultText>> = {
  'number-empty': { en: 'the number is empty', tr: 'numara boş' },
  'number-not-a-number': { en: 'this is not a phone number', tr: 'bu bir telefon numarası değil' },
  'number-exponent': {
    en: 'a spreadsheet shortened the number and its last digits are lost; export the column as text',
    tr: 'hesap tablosu numarayı kısaltmış, son haneleri kaybolmuş; sütunu metin olarak dışa aktarın',
  },
  'number-too-short': { en: 'the number has too few digits', tr: 'numarada eksik hane var' },
  'number-too-long': { en: 'the number has too many digits', tr: 'numarada fazla hane var' },
  'number-landline': { en: 'a landline cannot receive SMS', tr: 'sabit hatlar SMS alamaz' },
  'number-not-mobile': { en: 'this is not a mobile number', tr: 'bu bir cep telefonu numarası değil' },
  'number-foreign': {
    en: 'this is a number of another country; set abroad if the account’s abroad mode is on',
    tr: 'numara başka bir ülkeye ait; hesabın yurt dışı modu açıksa abroad seçeneğini açın',
  },
  'number-country-code': {
    en: 'the country code is ambiguous; write the number with + or 00',
    tr: 'ülke kodu anlaşılmıyor; numarayı + ya da 00 ile yazın',
  },
  'number-trunk-zero': {
    en: 'a zero follows the country code; write the number without it',
    tr: 'ülke kodundan sonra sıfır var; numarayı o sıfır olmadan yazın',
  },
};

const SENDER_FAULTS: Readonly<Record<`sender-${SenderFault}`, FaultText>> = {
  'sender-empty': { en: 'the sender is empty', tr: 'başlık boş' },
  'sender-too-long': { en: 'a sender has at most 11 characters', tr: 'başlık en fazla 11 karakterdir' },
  'sender-character': {
    en: 'a sender may contain only the letters A to Z, digits, spaces and the characters . & _ -',
    tr: 'başlıkta yalnızca A-Z harfleri, rakam, boşluk ve . & _ - karakterleri olabilir',
  },
  'sender-outer-space': {
    en: 'the sender begins or ends with a space; write it exactly as approved',
    tr: 'başlık boşlukla başlıyor ya da bitiyor; onaylandığı gibi yazın',
  },
};

/** Codes of faults of inputs. Faults of consent records have the codes of `reviewConsent`, prefixed with `consent-`. */
export type FaultCode = keyof typeof FAULTS | keyof typeof PHONE_FAULTS | keyof typeof SENDER_FAULTS;

/** The text of every fault code in both languages. */
export const FAULT_TEXTS: Readonly<Record<FaultCode, FaultText>> = {
  ...FAULTS,
  ...PHONE_FAULTS,
  ...SENDER_FAULTS,
};

/** Returns a fault with the text of its code. */
export function inputFault(path: string, code: FaultCode, params: ErrorParams = {}): InputFault {
  const { en, tr } = FAULT_TEXTS[code];
  return faultOf(path, code, { en: fillText(en, params), tr: fillText(tr, params) });
}

/** Returns a fault with a given text. */
export function faultOf(path: string, code: string, { en, tr }: FaultText): InputFault {
  return {
    path,
    code,
    message: en,
    messageTr: tr,
    docUrl: errorDocUrl(Object.hasOwn(FAULT_TEXTS, code) ? `fault-${code}` : 'invalid-input'),
  };
}
