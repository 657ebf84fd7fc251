import type { ConsentFormTexts } from '../../shared/api/consents.js';

export type FormLocale = 'tr' | 'en';

const NAME = 'Mavi Kitap Kırtasiye Ltd. Şti.';
const ADDRESS = 'İstiklal Cad. No: 21, 34430 Beyoğlu / İstanbul';

/**
 * What the form asks, kept on the server: it is the server that has to prove later which words somebody read. Change
 * the version with every change of the text. Have your own lawyer write yours.
 */
export const FORM_TEXTS: Readonly<Record<FormLocale, ConsentFormTexts>> = {
  tr: {
    brand: { name: NAME, address: ADDRESS },
    statement: {
      version: '2026-09',
      text: `${NAME} tarafından, yeni kitaplar, kampanyalar ve etkinlikler hakkında seçtiğim kanallardan ticari elektronik ileti gönderilmesini kabul ediyorum.

Telefon numaramın ve e-posta adresimin bu amaçla ve İleti Yönetim Sistemi’ne (İYS) kaydedilmek üzere işleneceğini biliyorum.`,
    },
    privacyNotice: `Telefon numaranız ve e-posta adresiniz, onay verdiğiniz iletilerin gönderilmesi ve onayınızın ispatı için işlenir; onayınız sona erdikten sonra üç yıl saklanır. Verilerinize erişmek, düzeltilmesini veya silinmesini istemek için kvkk@mavikitap.example adresine yazabilirsiniz.`,
  },
  en: {
    brand: { name: NAME, address: ADDRESS },
    statement: {
      version: '2026-09',
      text: `I agree that ${NAME} sends me commercial electronic messages about new books, campaigns and events through the channels I choose.

I know that my phone number and e-mail address are processed for this purpose and to be registered with the Message Management System (İYS).`,
    },
    privacyNotice: `Your phone number and e-mail address are processed to send the messages you agreed to and to prove your consent; they are kept for three years after it ends. To see, correct or erase your data write to kvkk@mavikitap.example.`,
  },
};
