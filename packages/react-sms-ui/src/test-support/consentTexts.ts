import type { Locale } from '../i18n/types.js';
import type { ConsentBrand, ConsentStatement, PrivacyNotice } from '../components/ConsentForm/index.js';

export const BRAND: ConsentBrand = {
  name: 'Kıyı Kitabevi Ticaret A.Ş.',
  address: 'Rıhtım Cad. No: 12, 34710 Kadıköy / İstanbul',
};

export const STATEMENTS: Record<Locale, ConsentStatement> = {
  tr: {
    version: '2026-11',
    text: 'Kıyı Kitabevi’nin kampanya, indirim, etkinlik ve yeni yayın duyurularını, aşağıda işaretleyeceğim iletişim yollarıyla bana ticari elektronik ileti olarak göndermesini kabul ediyorum.\n\nBu onay, Kıyı Kitabevi’nden alışveriş yapmanın ya da üyeliğin şartı değildir.',
  },
  en: {
    version: '2026-11',
    text: 'I agree that Kıyı Kitabevi sends me commercial electronic messages about campaigns, discounts, events and new books by the means of contact that I tick below.\n\nThis consent is not a condition for buying from Kıyı Kitabevi or for being a member.',
  },
};

export const WITHDRAWALS: Record<Locale, ConsentStatement> = {
  tr: {
    version: '2026-11',
    text: 'Kıyı Kitabevi’ne ticari elektronik ileti göndermesi için verdiğim onayı, aşağıda işaretleyeceğim iletişim yolları için geri çekiyorum.',
  },
  en: {
    version: '2026-11',
    text: 'I withdraw the consent to commercial electronic messages that I gave to Kıyı Kitabevi, for the means of contact that I tick below.',
  },
};

export const NOTICE: PrivacyNotice = {
  text: 'Kişisel verileriniz, 6698 sayılı Kanun’un 10. maddesi uyarınca veri sorumlusu sıfatıyla Kıyı Kitabevi Ticaret A.Ş. tarafından işlenmektedir.\n\nHaklarınız için: kvkk@kiyi.example',
};
