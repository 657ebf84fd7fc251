import type { ConsentFormTexts } from '../../shared/api/consents.js';

export type FormLocale = 'tr' | 'en';

const NAME = 'Mavi Kitap Kırtasiye Ltd. Şti.';
const ADDRESS = 'İstiklal Cad. No: 21, 34430 Beyoğlu / İstanbul';

const VERSION = '2026-11';

/**
 * The texts of the form. They are stored on the server, which must later prove the displayed text. Change
 * the version with every change of the text. Have your lawyer write your texts.
 *
 * The statement requests consent only. The privacy notice informs and requests nothing (KVKK Board, decision
 * 2025/1072). Content of a notice: law 6698 (KVKK), art. 10; rights: art. 11; legal grounds: art. 5.
 */
export const FORM_TEXTS: Readonly<Record<FormLocale, ConsentFormTexts>> = {
  tr: {
    brand: { name: NAME, address: ADDRESS },
    statement: {
      version: VERSION,
      text: `${NAME} tarafından, yeni kitaplar, kampanyalar ve etkinlikler hakkında seçtiğim kanallardan ticari elektronik ileti gönderilmesini kabul ediyorum.`,
    },
    privacyNotice: `Veri sorumlusu: ${NAME}, ${ADDRESS}. Bu metin, 6698 sayılı Kişisel Verilerin Korunması Kanunu’nun (KVKK) 10. maddesi uyarınca sizi bilgilendirir; onaylamanız istenmez.

İşlenen veriler: telefon numaranız, e-posta adresiniz, kararınız ve zamanı, size gösterilen metin, IP adresiniz ve tarayıcınızın kimlik bilgisi (user agent). Veriler bu form aracılığıyla elektronik ortamda toplanır.

Amaç ve hukuki sebep: Ticari elektronik ileti gönderilmesi açık rızanıza dayanır (KVKK m. 5/1; 6563 sayılı Kanun m. 6). Onay ve reddinizin İYS’ye kaydedilmesi, ispatı ve saklanması hukuki yükümlülüğümüzdür (KVKK m. 5/2-ç).

Aktarım: İleti Yönetim Sistemi A.Ş. (İYS) ve mesajları ileten hizmet sağlayıcı iletiMerkezi; talep edildiğinde yetkili kamu kurumları.

Saklama: Onay kaydınız, geçerliliği sona erdikten sonra üç yıl; diğer kayıtlar kayıt tarihinden itibaren üç yıl (Ticari İletişim ve Ticari Elektronik İletiler Hakkında Yönetmelik m. 13).

Haklarınız (KVKK m. 11): Verilerinizin işlenip işlenmediğini öğrenmek, işlenmişse bilgi istemek, amacını ve amaca uygun kullanılıp kullanılmadığını öğrenmek, aktarıldığı üçüncü kişileri bilmek, eksik veya yanlış verilerin düzeltilmesini, silinmesini veya yok edilmesini ve bunun aktarılan kişilere bildirilmesini istemek, otomatik analizle aleyhinize çıkan sonuca itiraz etmek ve kanuna aykırı işlemeden doğan zararınızın giderilmesini talep etmek. Başvuru: kvkk@mavikitap.example.`,
  },
  en: {
    brand: { name: NAME, address: ADDRESS },
    statement: {
      version: VERSION,
      text: `I agree that ${NAME} sends me commercial electronic messages about new books, campaigns and events through the channels I choose.`,
    },
    privacyNotice: `Data controller: ${NAME}, ${ADDRESS}. This text informs you as article 10 of law 6698 on the protection of personal data (KVKK) requires; you are not asked to accept it.

Data: your phone number, your e-mail address, your decision and its time, the text you were shown, your IP address and your browser’s user agent. They are collected electronically through this form.

Purpose and legal basis: commercial electronic messages are sent on the ground of your explicit consent (KVKK art. 5/1; law 6563, art. 6). Registering your consent or refusal with İYS, proving it and keeping it is our legal obligation (KVKK art. 5/2-ç).

Recipients: İleti Yönetim Sistemi A.Ş. (İYS), iletiMerkezi as the service provider that delivers the messages, and public authorities on request.

Retention: the record of your consent is kept for three years after it ends, other records for three years from their date (Regulation on Commercial Communication and Commercial Electronic Messages, art. 13).

Your rights (KVKK art. 11): to learn whether your data is processed, to ask for information on it, to learn the purpose and whether the data is used for it, to know the third parties it is transferred to, to have it corrected, erased or destroyed and those third parties told of that, to object to a result against you that comes from automated analysis alone, and to claim damages from unlawful processing. Write to kvkk@mavikitap.example.`,
  },
};
