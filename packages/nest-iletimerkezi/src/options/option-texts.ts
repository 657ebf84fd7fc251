import { errorDocUrl, fillText, type ErrorParams, type FaultText, type InputFault } from 'iletimerkezi-core';

/**
 * Texts of faults of the options, by code. They state valid values and never contain the given one. `{name}` stands for
 * the parameter of that name.
 */
export const OPTION_TEXTS = {
  'unknown-option': {
    en: 'this option does not exist; remove it or correct its name',
    tr: 'böyle bir seçenek yok; kaldırın ya da adını düzeltin',
  },
  'not-an-object': {
    en: 'the factory returned no object; return the options',
    tr: 'fabrika işlevi bir nesne döndürmedi; seçenekleri döndürün',
  },
  'object-required': { en: 'give {shape}', tr: '{shape} verin' },
  'credentials-required': {
    en: 'give { key, hash }, or a function that returns them',
    tr: '{ key, hash } ya da bunları döndüren bir işlev verin',
  },
  'key-required': {
    en: 'give the key from the panel (settings, API)',
    tr: 'paneldeki anahtarı verin (ayarlar, API)',
  },
  'hash-required': {
    en: 'give the hash from the panel (settings, API)',
    tr: 'paneldeki hash değerini verin (ayarlar, API)',
  },
  'boolean-required': { en: 'give true or false', tr: 'true ya da false verin' },
  'function-required': { en: 'give a function', tr: 'bir işlev verin' },
  'not-listed': { en: 'give one of {words}', tr: 'şunlardan birini verin: {words}' },
  'not-in-range': {
    en: 'give a whole number from {least} to {most}',
    tr: '{least} ile {most} arasında bir tam sayı verin',
  },
  'not-positive': { en: 'give a whole number from 1', tr: '1 ya da daha büyük bir tam sayı verin' },
  'not-milliseconds': {
    en: 'give a whole number of milliseconds from {least} to {most}',
    tr: '{least} ile {most} arasında, milisaniye cinsinden bir tam sayı verin',
  },
  'not-delays': {
    en: 'give a list of delays in milliseconds, at least one',
    tr: 'milisaniye cinsinden en az bir bekleme süresi içeren bir liste verin',
  },
  'not-rate': {
    en: 'give checks per second from 0.1 to 1,000',
    tr: 'saniyedeki sorgu sayısını 0,1 ile 1.000 arasında verin',
  },
  'not-base-url': {
    en: 'give an address such as http://127.0.0.1:4000, without user name, query or fragment',
    tr: 'http://127.0.0.1:4000 gibi bir adres verin; kullanıcı adı, sorgu ya da bölüm içermesin',
  },
  'not-sender': {
    en: 'give an approved sender: 1 to 11 letters A to Z, digits, inner spaces and the signs . & _ -',
    tr: 'onaylı bir başlık verin: A-Z harfleri, rakamlar, aradaki boşluklar ve . & _ - işaretlerinden 1-11 karakter',
  },
  'not-brand-code': {
    en: 'give the digits of the İYS brand code as a string',
    tr: 'İYS marka kodunun rakamlarını metin olarak verin',
  },
  'storage-invalid': {
    en: 'give { dir }, { url: "postgres://…" } or false; pool is a whole number from 1 to 100, and listenUrl goes with url',
    tr: '{ dir }, { url: "postgres://…" } ya da false verin; pool 1 ile 100 arasında bir tam sayıdır, listenUrl url ile birlikte verilir',
  },
  'retention-invalid': {
    en: 'give false, or { transactionalDays, commercialDays, draftDays, hashKey, acceptShorterThanLegal }: days from 1 to 36,500, a key of at least 32 characters or bytes, and true or false',
    tr: 'false ya da { transactionalDays, commercialDays, draftDays, hashKey, acceptShorterThanLegal } verin: günler 1 ile 36.500 arasında, anahtar en az 32 karakter ya da bayt, sonuncusu true ya da false',
  },
  'retention-below-legal': {
    en: 'commercialDays is below 1,096: records about commercial messages must be kept for three years from their date (regulation 2015/29417, art. 13). Give 1,096 or more, or { acceptShorterThanLegal: true } if your lawyer has confirmed the shorter period',
    tr: 'commercialDays 1.096’dan küçük: ticari iletilere ilişkin kayıtlar, tarihlerinden itibaren üç yıl saklanmalıdır (2015/29417 sayılı Yönetmelik, m. 13). 1.096 ya da daha büyük bir değer verin; daha kısa süreyi avukatınız onayladıysa { acceptShorterThanLegal: true } ekleyin',
  },
  'stale-after-invalid': {
    en: 'give milliseconds from a minute to three days (259,200,000): a refusal must be followed within three business days (law 6563, art. 8)',
    tr: 'bir dakika ile üç gün (259.200.000) arasında milisaniye verin: ret bildirimi üç iş günü içinde uygulanmalıdır (6563 sayılı Kanun, m. 8)',
  },
  'token-not-text': { en: 'every token must be a string', tr: 'her belirteç (token) metin olmalı' },
  'token-too-short': {
    en: 'a token has 16 characters or more; openssl rand -hex 24 makes one',
    tr: 'belirteç (token) en az 16 karakter olmalı; openssl rand -hex 24 bir tane üretir',
  },
  'token-repeated': {
    en: 'the same token is listed twice',
    tr: 'aynı belirteç (token) listede iki kez var',
  },
  'tokens-missing': { en: 'give at least one token', tr: 'en az bir belirteç (token) verin' },
  'too-many-tokens': {
    en: 'give at most four tokens: remove those that are no longer used',
    tr: 'en çok dört belirteç (token) verin; artık kullanılmayanları kaldırın',
  },
  'store-invalid': {
    en: 'give an object with claim, release, settle and kept',
    tr: 'claim, release, settle ve kept metotları olan bir nesne verin',
  },
  'hash-keys-invalid': {
    en: 'give one to four secret keys of at least 32 characters or bytes; openssl rand -hex 32 makes one',
    tr: 'en az 32 karakter ya da bayt uzunluğunda bir ile dört arasında gizli anahtar verin; openssl rand -hex 32 bir tane üretir',
  },
  'hash-keys-repeated': {
    en: 'the same key is listed twice; remove one',
    tr: 'aynı anahtar listede iki kez var; birini kaldırın',
  },
  'resend-invalid': {
    en: "give { code: 'same' | 'new', pausesMs: […] } with pauses in milliseconds",
    tr: "{ code: 'same' | 'new', pausesMs: […] } verin; bekleme süreleri milisaniyedir",
  },
  'resend-pause-too-long': {
    en: 'the first pause must be shorter than lifetimeMs, or no code could be sent again; the default pause is a minute',
    tr: 'ilk bekleme süresi lifetimeMs değerinden kısa olmalı, yoksa hiçbir kod yeniden gönderilemez; varsayılan bekleme süresi bir dakikadır',
  },
  'limits-contradictory': {
    en: 'a longer period of a list must not allow fewer messages than a shorter one, and each period is listed once',
    tr: 'bir listede uzun süre, kısa süreden daha az mesaja izin vermemeli ve her süre bir kez verilmeli',
  },
  'limits-invalid': {
    en: 'give non-empty lists of { limit, perMs } or false for phone, ip, session, prefix and account: a limit from 1 to 10,000, and milliseconds from a second to seven days',
    tr: 'phone, ip, session, prefix ve account için boş olmayan { limit, perMs } listeleri ya da false verin: limit 1 ile 10.000, süre bir saniye ile yedi gün arasında milisaniye',
  },
  'pumping-invalid': {
    en: 'give false, or { threshold, leastOfPrefix, leastOfIp, windowMs, pauseMs }: a share from 0 to 1, whole numbers, and milliseconds from a minute to seven days',
    tr: 'false ya da { threshold, leastOfPrefix, leastOfIp, windowMs, pauseMs } verin: 0 ile 1 arasında bir oran, tam sayılar ve bir dakika ile yedi gün arasında milisaniye',
  },
  'verification-texts-invalid': {
    en: 'give { tr, en }: texts of at most 300 characters with {code}, and no other placeholder than {minutes}',
    tr: '{ tr, en } verin: {code} içeren, {minutes} dışında yer tutucusu olmayan, en çok 300 karakterlik metinler',
  },
  'verification-text-too-long': {
    en: 'the message would have more than one part in the character mode of the account; shorten it',
    tr: 'mesaj, hesabın karakter ayarında birden çok parça olur; kısaltın',
  },
  'verification-text-refused': {
    en: 'the provider cannot send this text; remove placeholders in double parentheses and invalid characters',
    tr: 'sağlayıcı bu metni gönderemez; çift parantezli yer tutucuları ve geçersiz karakterleri kaldırın',
  },
  'domain-invalid': {
    en: 'give a domain such as example.com, in lower case and without protocol or path',
    tr: 'example.com gibi bir alan adı verin; küçük harfle, protokol ve yol olmadan',
  },
  'allow-invalid': {
    en: 'give { prefixes, ips }: prefixes of mobile numbers, such as +49 or +9056161, and IP addresses',
    tr: '{ prefixes, ips } verin: +49 ya da +9056161 gibi cep numarası ön ekleri ve IP adresleri',
  },
  'allow-needs-abroad': {
    en: 'a prefix of numbers abroad has no effect without the option abroad; set abroad to true, or remove the prefix',
    tr: 'yurt dışı numara ön ekinin abroad seçeneği olmadan etkisi yoktur; abroad değerini true yapın ya da ön eki kaldırın',
  },
  'needed-by-phone-verification': {
    en: 'phoneVerification sends its codes with this sender; set it, or remove phoneVerification',
    tr: 'phoneVerification kodları bu başlıkla gönderir; belirleyin ya da phoneVerification seçeneğini kaldırın',
  },
  'cron-invalid': {
    en: 'give a cron expression of five or six fields, such as 0 3 * * *',
    tr: '0 3 * * * gibi beş ya da altı alanlı bir cron ifadesi verin',
  },
  'time-zone-unknown': {
    en: 'give the name of a time zone, such as Europe/Istanbul',
    tr: 'Europe/Istanbul gibi bir saat dilimi adı verin',
  },
  'needed-by-verification': {
    en: 'verification requires it; set it, or remove verification',
    tr: 'verification seçeneği bunu gerektirir; belirleyin ya da verification seçeneğini kaldırın',
  },
  'needed-by-spend-limits': {
    en: 'limits.spend counts in the database, so it requires storage; set it, or remove limits.spend',
    tr: 'limits.spend veritabanında sayar, bu yüzden storage gerektirir; belirleyin ya da limits.spend seçeneğini kaldırın',
  },
  'needed-by-frequency-cap': {
    en: 'frequencyCap counts in the database, so it requires storage; set it, or remove frequencyCap',
    tr: 'frequencyCap veritabanında sayar, bu yüzden storage gerektirir; belirleyin ya da frequencyCap seçeneğini kaldırın',
  },
  'not-clock-time': {
    en: 'give a time of the day as HH:MM, such as 09:00; the end may be 24:00',
    tr: '09:00 gibi, SS:DD biçiminde bir saat verin; bitiş 24:00 olabilir',
  },
  'not-holidays': {
    en: 'give a list of at most 1,000 days as YYYY-MM-DD',
    tr: 'en çok 1.000 günlük bir liste verin; günler YYYY-AA-GG biçiminde',
  },
  'sending-hours-empty': {
    en: 'from and to are the same time; give 00:00 and 24:00 for the whole day, or false for a day without sending',
    tr: 'from ile to aynı saat; tüm gün için 00:00 ve 24:00, gönderim yapılmayan gün için false verin',
  },
  'sending-hours-closed': {
    en: 'no day of the week has hours, so nothing could be sent; open at least one',
    tr: 'haftanın hiçbir günü açık değil, hiçbir şey gönderilemezdi; en az birini açın',
  },
  'spend-limits-without-cap': {
    en: 'give at least one of perDay, perMonth and perCampaign',
    tr: 'perDay, perMonth ve perCampaign seçeneklerinden en az birini verin',
  },
  'spend-day-above-month': {
    en: 'perDay must not be larger than perMonth',
    tr: 'perDay, perMonth değerinden büyük olmamalı',
  },
  'spend-reserve-too-large': {
    en: 'reserveForTransactional must be smaller than perDay and perMonth, of which one must be set',
    tr: 'reserveForTransactional, perDay ve perMonth değerlerinden küçük olmalı; bu ikisinden en az biri verilmeli',
  },
  'brand-invalid': {
    en: 'this part of the brand is invalid: {reasonEn}',
    tr: 'markanın bu bilgisi geçersiz: {reasonTr}',
  },
  'brand-without-opt-out': {
    en: 'give optOut: { keyword, number } or { phone } to the brand, or set the option optOut for links (regulation 2015/29417, art. 9)',
    tr: 'markaya optOut: { keyword, number } ya da { phone } verin veya bağlantılar için optOut seçeneğini belirleyin (2015/29417 sayılı Yönetmelik, m. 9)',
  },
  'brand-link-without-secrets': {
    en: 'the link of the brand needs the option optOut with the same url and its secrets',
    tr: 'markanın bağlantısı, aynı url ve gizli anahtarlarıyla optOut seçeneğini gerektirir',
  },
  'brand-contact-missing': {
    en: 'a link to refuse is not a contact: give contact: { phone }, { email } or { address } (regulation 2015/29417, art. 8)',
    tr: 'ret bağlantısı iletişim bilgisi yerine geçmez: contact: { phone }, { email } ya da { address } verin (2015/29417 sayılı Yönetmelik, m. 8)',
  },
  'opt-out-url-invalid': {
    en: 'give a URL of at most 60 characters, such as https://example.com/r or example.com/r, without port, query or fragment',
    tr: 'https://ornek.com/r ya da ornek.com/r gibi, en fazla 60 karakterlik bir adres verin; bağlantı noktası, sorgu ya da bölüm içermesin',
  },
  'opt-out-secrets-invalid': {
    en: 'give one to four secret keys of at least 32 characters; openssl rand -hex 32 makes one',
    tr: 'en az 32 karakterlik bir ile dört arasında gizli anahtar verin; openssl rand -hex 32 bir tane üretir',
  },
  'guard-needs-ledger': {
    en: 'policy and staleAfterMs guard commercial sends by the consent ledger, which needs storage and brandCode; set both, or take these out',
    tr: 'policy ve staleAfterMs, ticari gönderimleri izin defterine göre denetler; defter storage ve brandCode gerektirir. İkisini de belirleyin ya da bu seçenekleri kaldırın',
  },
  'live-provider-in-tests': {
    en: 'NODE_ENV is test and this is the real provider: messages would reach real people and cost money. Use IletimerkeziTestingModule, or point baseUrl at an emulator, or set allowLiveProviderInTests to true.',
    tr: 'NODE_ENV test ve adres gerçek sağlayıcının: mesajlar gerçek kişilere gider ve ücretlendirilir. IletimerkeziTestingModule kullanın, baseUrl ile bir emülatörü gösterin ya da allowLiveProviderInTests değerini true yapın.',
  },
} as const satisfies Record<string, FaultText>;

/** The code of an {@link OptionFault}. */
export type OptionFaultCode = keyof typeof OPTION_TEXTS;

/** A fault of the options with its path, its text in both languages and its documentation. Does not contain the invalid value. */
export interface OptionFault extends InputFault {
  code: OptionFaultCode;
}

/** Returns a fault with the text of its code. */
export function optionFault(path: string, code: OptionFaultCode, params: ErrorParams = {}): OptionFault {
  const { en, tr } = OPTION_TEXTS[code];
  return {
    path,
    code,
    message: fillText(en, params),
    messageTr: fillText(tr, params),
    docUrl: errorDocUrl(`option-${code}`),
  };
}
