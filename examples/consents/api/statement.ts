/** The texts of the form. The API stores them, because it must later prove which text a person saw. */
export const FORM = {
  brand: {
    name: 'Mavi Kitap Kırtasiye Ltd. Şti.',
    address: 'İstiklal Cad. No: 21, 34430 Beyoğlu / İstanbul',
  },
  statement: {
    // Change it with every change of the text.
    version: '2026-11',
    text: 'Mavi Kitap Kırtasiye Ltd. Şti. tarafından, yeni kitaplar ve kampanyalar hakkında seçtiğim kanallardan ticari elektronik ileti gönderilmesini kabul ediyorum.',
  },
  privacyNotice: {
    text: 'Veri sorumlusu Mavi Kitap Kırtasiye Ltd. Şti. telefon numaranızı, kararınızı ve gösterilen metni, kararınızı İYS’ye kaydetmek ve kanıtlamak için işler. Aydınlatma metninizi hukukçunuz yazmalıdır.',
  },
};
