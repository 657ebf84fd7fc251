import type { Words } from './words.js';

/** Texts of problems with consents, the blacklist and the phones. */
export const consents = {
  'brand-code-missing': {
    tr: [
      'Marka kodu tanımlı olmadığından izin kaydı tutulmuyor.',
      'İYS’deki marka kodunuzu ILETIMERKEZI_BRAND_CODE ortam değişkenine yazıp demoyu yeniden başlatın.',
    ],
    en: [
      'No brand code is set, so no consents are recorded.',
      'Set the environment variable ILETIMERKEZI_BRAND_CODE to your İYS brand code and restart the demo.',
    ],
  },
  'number-invalid': {
    tr: ['Bu bir cep telefonu numarası değil.', '05 ile başlayan 11 hane yazın.'],
    en: ['This is not a mobile number.', 'Enter 11 digits that start with 05.'],
  },
  'recipient-invalid': {
    tr: ['Bu bir telefon numarası ya da e-posta adresi değil.', 'Adresi kontrol edin.'],
    en: ['This is neither a phone number nor an e-mail address.', 'Check the address.'],
  },
  'form-outdated': {
    tr: [
      'Formun metni siz okurken değişti.',
      'Sayfayı yenileyin; yeni metni okuyup yeniden karar verin. Hiçbir şey kaydedilmedi.',
    ],
    en: [
      'The text of the form changed while you were reading it.',
      'Reload the page, read the new text and decide again. Nothing was recorded.',
    ],
  },
  'form-altered': {
    tr: [
      'Gönderilen metin, formda gösterilen metinden farklı.',
      'Sayfayı yenileyip yeniden deneyin. Hiçbir şey kaydedilmedi.',
    ],
    en: [
      'The submitted text differs from the text of the form.',
      'Reload the page and try again. Nothing was recorded.',
    ],
  },
  'file-empty': {
    tr: ['Dosyada satır yok.', 'Başlık satırı olan, UTF-8 kodlu bir CSV dosyası seçin.'],
    en: ['The file has no rows.', 'Choose a CSV file in UTF-8 with a header row.'],
  },
  'file-too-large': {
    tr: ['Dosya 64 MB’tan büyük.', 'Dosyayı bölüp parçaları sırayla yükleyin. Hiçbir satır alınmadı.'],
    en: [
      'The file is larger than 64 MB.',
      'Split the file and upload the parts one after the other. No row was imported.',
    ],
  },
  'file-unreadable': {
    tr: ['Dosya okunamadı.', '“CSV UTF-8” olarak kaydedip yeniden yükleyin.'],
    en: ['The file cannot be read.', 'Save it as “CSV UTF-8” and upload it again.'],
  },
  'import-not-found': {
    tr: [
      'Böyle bir yükleme yok.',
      'Sunucu yeniden başlatıldıysa raporu silinmiştir. Alınan satırlar izin defterindedir.',
    ],
    en: [
      'This import does not exist.',
      'If the server was restarted, its report was deleted. The imported rows are in the ledger.',
    ],
  },
  'no-emulator': {
    tr: [
      'Gerçek hesapta telefonlar görünmez.',
      'Mesajlar gerçek kişilere gider. Sonuçları Gönderimler sayfasında görebilirsiniz.',
    ],
    en: [
      'Phones are not available with a real account.',
      'Messages are sent to real people. See their results under Orders.',
    ],
  },
  'emulator-away': {
    tr: ['Emülatör yanıt vermiyor.', 'Demoyu yeniden başlatın.'],
    en: ['The emulator does not respond.', 'Restart the demo.'],
  },
} as const satisfies Record<string, Words>;
