import type { Words } from './words.js';

/** What can go wrong with consents, the blacklist and the phones. */
export const consents = {
  'brand-code-missing': {
    tr: [
      'Marka kodu verilmediği için izinler tutulmuyor.',
      'İYS’deki marka kodunuzu ILETIMERKEZI_BRAND_CODE ortam değişkenine yazıp demoyu yeniden başlatın.',
    ],
    en: [
      'There is no brand code, so no consents are kept.',
      'Put your brand code of İYS into the environment variable ILETIMERKEZI_BRAND_CODE and start the demo again.',
    ],
  },
  'provider-away': {
    tr: [
      'Sağlayıcıya ulaşılamadı.',
      'Hiçbir şey değişmedi. Emülatör kapandıysa demoyu yeniden başlatın, sonra yeniden deneyin.',
    ],
    en: [
      'The provider could not be reached.',
      'Nothing was changed. If the emulator has stopped, start the demo again, then retry.',
    ],
  },
  'provider-silent': {
    tr: [
      'Sağlayıcı yanıt vermedi.',
      'İşlem yapılmış olabilir. Sayfayı yenileyip sonucu görün; bu işlemi yinelemenin zararı yoktur.',
    ],
    en: [
      'The provider did not answer.',
      'It may have been done. Reload the page to see; repeating it does no harm.',
    ],
  },
  'number-invalid': {
    tr: ['Bu bir cep telefonu numarası değil.', '05 ile başlayan 11 hane yazın.'],
    en: ['This is no mobile number.', 'Write the 11 digits that begin with 05.'],
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
      'The text of the form has changed while you read it.',
      'Reload the page, read the new text and decide again. Nothing was recorded.',
    ],
  },
  'form-altered': {
    tr: [
      'Gönderilen metin, formda gösterilen metin değil.',
      'Sayfayı yenileyip yeniden deneyin. Hiçbir şey kaydedilmedi.',
    ],
    en: [
      'The text that was sent is not the one the form shows.',
      'Reload the page and try again. Nothing was recorded.',
    ],
  },
  'consent-refused': {
    tr: ['Bu karar kaydedilemedi.', 'Nedeni aşağıda. Hiçbir şey kaydedilmedi.'],
    en: ['This decision could not be recorded.', 'The reason is below. Nothing was recorded.'],
  },
  'file-empty': {
    tr: ['Dosyada satır yok.', 'İlk satırı başlık olan, UTF-8 kodlu bir CSV seçin.'],
    en: ['The file has no rows.', 'Choose a CSV in UTF-8 whose first row is a header.'],
  },
  'file-too-large': {
    tr: ['Dosya 64 MB’tan büyük.', 'Dosyayı bölüp sırayla yükleyin. Hiçbir satır alınmadı.'],
    en: [
      'The file is larger than 64 MB.',
      'Split it and load the pieces one after the other. No row was taken in.',
    ],
  },
  'file-unreadable': {
    tr: ['Dosya okunamadı.', '“CSV UTF-8” olarak kaydedip yeniden yükleyin.'],
    en: ['The file cannot be read.', 'Save it as “CSV UTF-8” and load it again.'],
  },
  'import-not-found': {
    tr: [
      'Böyle bir yükleme yok.',
      'Sunucu yeniden başladıysa raporu gitmiştir; alınan satırlar izin defterindedir.',
    ],
    en: [
      'There is no such import.',
      'If the server was restarted its report is gone; the rows it took in are in the ledger.',
    ],
  },
  'verification-under-way': {
    tr: ['Bir doğrulama zaten sürüyor.', 'Bitmesini bekleyin ya da durdurun.'],
    en: ['A verification is under way already.', 'Wait for its end, or stop it.'],
  },
  'no-emulator': {
    tr: [
      'Gerçek hesapta telefonlar görünmez.',
      'Mesajlar gerçek kişilere gider; sonuçlarını Gönderimler sayfasında izleyin.',
    ],
    en: [
      'With a real account the phones cannot be seen.',
      'Messages go to real people; follow their results under Orders.',
    ],
  },
  'emulator-away': {
    tr: ['Emülatör yanıt vermiyor.', 'Demoyu yeniden başlatın.'],
    en: ['The emulator does not answer.', 'Start the demo again.'],
  },
} as const satisfies Record<string, Words>;
