import { FoldedText } from './fold.js';

/**
 * Folded words that announce a promotion. A hint only: a text can advertise without any of them. Each means a promotion in
 * nearly every text; words with another usual meaning (`ücretsiz`, `yeni`, `son`, `puan`, `fırsat bulmak`) are left out.
 */
const WORDS: ReadonlySet<string> = /* @__PURE__ */ words(
  'kampanya kampanyası kampanyamız kampanyalar kampanyaları kampanyalarımız kampanyalı indirim indirimi indirimli ' +
    'indirimler indirimleri indirimlerimiz indirime fırsatı fırsatlar fırsatları fırsatlarımız promosyon promosyonu ' +
    'promosyonlar çekiliş çekilişi çekilişe hediyeli tanıtım tanıtımı reklam ' +
    'campaign campaigns discount discounts sale promo promotion promotions coupon coupons voucher vouchers giveaway',
);

/** Folded phrases that announce a promotion, although their words alone do not. */
const PHRASES: readonly string[] = /* @__PURE__ */ phrases(
  'hediye çeki|hediye kuponu|indirim kuponu|indirim kodu|kaçırmayın|kaçırma!|sepette %|bir alana bir|al öde|' +
    'bedava kargo|ücretsiz kargo fırsatı|buy one get|free gift|limited time|don’t miss',
);

/** A percentage that is taken off: `%20 indirim`, `yüzde 20'ye varan`, `20% off`. */
const PERCENT_OFF = /%\s?\d{1,2}['’]?\p{L}{0,3} (?:varan|indirim)|\b\d{1,2}\s?% off\b/iu;

/** The words by which a text states that it is commercial: those of promotions, and the ones that the regulation names. */
const PURPOSE_WORDS: ReadonlySet<string> = /* @__PURE__ */ words('bilgilendirme bilgilendirmesi information');

function words(list: string): ReadonlySet<string> {
  return new FoldedText(list).words;
}

function phrases(list: string): readonly string[] {
  return list.split('|').map((phrase) => new FoldedText(phrase).joined);
}

/** Returns whether a text has words of a promotion. */
export function hasPromotion(text: string): boolean {
  if (PERCENT_OFF.test(text)) return true;
  const folded = new FoldedText(text);
  return (
    [...folded.words].some((word) => WORDS.has(word)) ||
    PHRASES.some((phrase) => folded.joined.includes(phrase))
  );
}

/** Returns whether a commercial text states what it is for. Source: regulation 2015/29417, art. 8. */
export function statesPurpose(text: string): boolean {
  return hasPromotion(text) || [...new FoldedText(text).words].some((word) => PURPOSE_WORDS.has(word));
}
