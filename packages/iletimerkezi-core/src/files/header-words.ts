import { foldHeader, foldLetters } from '../fold-header.js';

/**
 * The meaning of a header.
 *
 * - `phone`: telephone numbers
 * - `second-phone`: additional numbers: a second mobile number, a landline at home or at work
 * - `other-person`: telephone numbers of other people: the sender, the courier, the seller
 * - `other`: something else: an id, a tax number, a date, a consent
 * - `unknown`: not in the dictionary
 */
export type HeaderMeaning = 'phone' | 'second-phone' | 'other-person' | 'other' | 'unknown';

type Word = 'phone' | 'contact' | 'number' | 'second' | 'person' | 'other' | 'plain';

/**
 * Folded word stems. Longer stems are tried first, and each may have one of {@link ENDINGS}. `contact` words mean a person or
 * a phone (`Alıcı`, `recipient`), so a word for an id takes precedence.
 */
const STEMS: Readonly<Record<Word, string>> = {
  phone:
    'telefon telephone phone tel tlf cep gsm mobil mobile cell cellular cellphone msisdn whatsapp sms handphone',
  contact: 'alici recipient receiver iletisim irtibat contact hat to',
  number: 'numara number num no nr',
  second:
    'alt alternatif alternate alternative yedek backup spare secondary second ikinci diger other ev home is work ofis office sabit landline',
  person:
    'gonderici gonderen sender from satici seller vendor supplier tedarikci kurye courier kargo cargo carrier sube branch magaza store shop bayi dealer temsilci representative rep agent danisman advisor doktor doctor hekim sofor driver surucu shipper sikayet hizmet cagri acil emergency yakin refakatci kefil guarantor referans destek support asistan assistant sekreter secretary yonetici manager mudur director teknisyen technician usta montaj servis service depo warehouse es spouse partner kin komsu ogretmen teacher egitmen trainer coach avukat lawyer emlakci plasiyer salesperson isveren employer otel hotel eczane pharmacy eczaci nobetci muhasebe dispatcher host creator iade return pickup banka bank hastane klinik',
  other:
    'id uuid guid kimlik tc tckn tckimlik tcno vkn vergi tax vat mersis siparis order fatura invoice barkod barcode sku iban hesap account kod code ref uye takip tracking seri serial plaka posta postal zip tarih date zaman time saat tutar amount fiyat price bakiye balance adet miktar qty quantity yas age fax faks belgegecer ad isim name soyad surname unvan title tip tur type durum statu status izin izn onay ret consent permission optin ulke country operator marka brand model not note aciklama description comment adres address email eposta mail dogrulan dogrula verified verification valid gecerli sayi count ext extension dahili etiket label tercih preference preferred hash aktif active enabled il ilce sehir city app uygulama os device cihaz platform token surum version dil language cinsiyet gender grup group sira kayit index row kart card musteri customer client kullanici user abone subscriber sozlesme contract poliçe dosya file islem transaction odeme payment cari talep request teklif offer basvuru application dekont makbuz receipt fis irsaliye sicil bilet ticket rezervasyon reservation kupon',
  plain:
    'teslimat shipping delivery billing bill kisi person personel hasta patient ogrenci student veli anne baba yetkili firma company sirket aranan arama ana main primary birincil default zorunlu required ve and',
};

const ENDINGS =
  /^(?:nin|nun|in|un|lari|leri|lar|ler|larin|lerin|si|su|i|u|a|e|ya|ye|m|im|um|n|s|ninki|sinin|sunun)?$/;

const DICTIONARY: readonly (readonly [stem: string, word: Word])[] = /* @__PURE__ */ entries();

function entries(): (readonly [string, Word])[] {
  const words = ['phone', 'contact', 'number', 'second', 'person', 'other', 'plain'] as const;
  return words
    .flatMap((word) => STEMS[word].split(' ').map((stem) => [foldHeader(stem), word] as const))
    .toSorted(([one], [two]) => two.length - one.length);
}

/** Words in brackets after a phone that describe its owner: "Telefon (Müşteri)". */
const OWNERS = /^(?:musteri|customer|client|kullanici|user|uye|abone|subscriber)/;

/** Returns the meaning of a column from its name. */
export function headerMeaning(header: string): HeaderMeaning {
  const words = wordsOf(header);
  const has = (kind: HeaderWord['kind']): boolean => words.some((word) => word.kind === kind);
  if (words.some(({ text }) => /^(?:fax|faks|belgegecer)/.test(text))) return 'other';
  // "Telefon Numarası" means a phone, "Sipariş Numarası" an order: the noun before the number decides.
  const nouns = words.filter(({ kind }) => kind !== 'number');
  const head = nouns.at(-1);
  if (head === undefined) return 'unknown';
  const isPhone = has('phone');
  if (head.kind === 'other' && !(isPhone && OWNERS.test(head.text))) return 'other';
  if (has('person')) return 'other-person';
  if (!isPhone && has('other')) return 'other';
  if (!isPhone && !has('contact')) return has('number') ? 'other' : 'unknown';
  return has('second') ? 'second-phone' : 'phone';
}

/** Folded words and signs that stand for a missing value. */
const MISSING = new Set(
  'yok bos none null na nan nil empty undefined unknown bilinmiyor belirtilmemis belirtilmedi eksik'.split(
    ' ',
  ),
);

/** Returns whether a cell is the name of a column: it has letters, and they are not a word for a missing value. */
export function isColumnName(cell: string): boolean {
  const folded = foldHeader(cell);
  return /\p{L}/u.test(folded) && !MISSING.has(folded);
}

/** Returns whether a row is a header with a column of phones. Such a row within a list begins another table. */
export function isHeaderRow(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  if (filled.length < 2 || filled.some((cell) => cell.length > LONGEST_HEADER || /(?:\d\D*){5}/.test(cell)))
    return false;
  // A name may be a word of headers, too: "Veli;Cep" is a person and a kind of number.
  const known = filled
    .map(wordsOf)
    .filter(
      (words) => words.every(({ kind }) => kind !== undefined) && words.some(({ kind }) => kind !== 'plain'),
    );
  return (
    known.length * 2 > filled.length && known.some((words) => words.some(({ kind }) => kind === 'phone'))
  );
}

const LONGEST_HEADER = 40;

interface HeaderWord {
  text: string;
  /** Undefined when the word is not in the dictionary. */
  kind: Word | undefined;
}

/** Splits a header into words: `billingPhone`, `ALT_GSM` and `ceptelno` have two or three, `T.C.` has one. */
function wordsOf(header: string): HeaderWord[] {
  return header
    .replace(/whats ?app/i, 'whatsapp')
    .replace(/(?<!\p{L})(\p{L})\.(?=\p{L}(?!\p{L}))/gu, '$1')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .split(/[^\p{L}\p{M}]+/u)
    .map(foldLetters)
    .filter((word) => word !== '')
    .flatMap((word) => split(word) ?? [{ text: word, kind: undefined }]);
}

/** Splits text without spaces into known words; undefined when a part is unknown. */
function split(text: string): HeaderWord[] | undefined {
  for (const [stem, kind] of DICTIONARY) {
    if (!text.startsWith(stem)) continue;
    const rest = text.slice(stem.length);
    if (ENDINGS.test(rest)) return [{ text, kind }];
    // Short stems must be complete words: "to" begins "toplam", "is" begins "isim".
    const following = stem.length < 3 ? undefined : split(rest);
    if (following !== undefined) return [{ text: stem, kind }, ...following];
  }
  return undefined;
}
