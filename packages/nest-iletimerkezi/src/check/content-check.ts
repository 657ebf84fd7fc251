import { footerOf, parseBrandProfile } from 'iletimerkezi-core';
import { type BrandProfileOptions, type OptOutOptions, withOptOut } from '../options/content.options.js';
import { type Finding, passed, skipped } from './check.types.js';

/** Checks whether commercial messages get a footer: an account with a brand code sends them. Makes no call. */
export function checkBrandProfile(
  brandCode: string | undefined,
  { brand, optOut }: { brand?: BrandProfileOptions; optOut?: OptOutOptions } = {},
): Finding {
  if (brand !== undefined) {
    const parsed = parseBrandProfile(withOptOut(brand, optOut));
    if (parsed.ok) {
      const footer = footerOf(parsed.value);
      return passed(`Ticari iletilerin alt bilgisi: ${footer}`, `Footer of commercial messages: ${footer}`);
    }
    const listed = (messages: readonly string[]): string => messages.join('; ');
    return {
      status: 'failed',
      message: {
        tr: `Marka profili geçersiz: ${listed(parsed.faults.map(({ path, messageTr }) => `${path}: ${messageTr}`))}.`,
        en: `The brand profile is invalid: ${listed(parsed.faults.map(({ path, message }) => `${path}: ${message}`))}.`,
      },
    };
  }
  if (brandCode === undefined) {
    return skipped(
      'ILETIMERKEZI_BRAND_CODE verilmemiş; yalnızca ticari iletiler için gereklidir.',
      'ILETIMERKEZI_BRAND_CODE is not set; only commercial messages need it.',
    );
  }
  return {
    status: 'warning',
    message: {
      tr: 'Marka profili yok: ticari iletilerde gönderen, iletişim ve ret bilgileri denetlenmez.',
      en: 'There is no brand profile: sender, contact and opt-out of commercial messages are not checked.',
    },
    hint: {
      tr: 'brand seçeneğini ya da ILETIMERKEZI_BRAND_TITLE, _MERSIS ve _OPT_OUT değişkenlerini belirleyin.',
      en: 'Set the option brand, or the variables ILETIMERKEZI_BRAND_TITLE, _MERSIS and _OPT_OUT.',
    },
  };
}
