import type { Words } from './words.js';

/** What can go wrong with consents, the blacklist and the phones. */
export const consents = {
  'provider-away': {
    message: { tr: 'Sağlayıcıya ulaşılamadı.', en: 'The provider could not be reached.' },
    hint: {
      tr: 'Hiçbir şey değişmedi. Emülatör kapandıysa demoyu yeniden başlatın, sonra yeniden deneyin.',
      en: 'Nothing was changed. If the emulator has stopped, start the demo again, then retry.',
    },
  },
  'provider-silent': {
    message: { tr: 'Sağlayıcı yanıt vermedi.', en: 'The provider did not answer.' },
    hint: {
      tr: 'İşlem yapılmış olabilir. Sayfayı yenileyip sonucu görün; bu işlemi yinelemenin zararı yoktur.',
      en: 'It may have been done. Reload the page to see; repeating it does no harm.',
    },
  },
  'number-invalid': {
    message: { tr: 'Bu bir cep telefonu numarası değil.', en: 'This is no mobile number.' },
    hint: { tr: '05 ile başlayan 11 hane yazın.', en: 'Write the 11 digits that begin with 05.' },
  },
  'recipient-invalid': {
    message: {
      tr: 'Bu bir telefon numarası ya da e-posta adresi değil.',
      en: 'This is neither a phone number nor an e-mail address.',
    },
    hint: { tr: 'Adresi kontrol edin.', en: 'Check the address.' },
  },
  'form-outdated': {
    message: {
      tr: 'Formun metni siz okurken değişti.',
      en: 'The text of the form has changed while you read it.',
    },
    hint: {
      tr: 'Sayfayı yenileyin; yeni metni okuyup yeniden karar verin. Hiçbir şey kaydedilmedi.',
      en: 'Reload the page, read the new text and decide again. Nothing was recorded.',
    },
  },
  'form-altered': {
    message: {
      tr: 'Gönderilen metin, formda gösterilen metin değil.',
      en: 'The text that was sent is not the one the form shows.',
    },
    hint: {
      tr: 'Sayfayı yenileyip yeniden deneyin. Hiçbir şey kaydedilmedi.',
      en: 'Reload the page and try again. Nothing was recorded.',
    },
  },
  'consent-refused': {
    message: { tr: 'Bu karar kaydedilemedi.', en: 'This decision could not be recorded.' },
    hint: {
      tr: 'Nedeni aşağıda. Hiçbir şey kaydedilmedi.',
      en: 'The reason is below. Nothing was recorded.',
    },
  },
  'file-empty': {
    message: { tr: 'Dosyada satır yok.', en: 'The file has no rows.' },
    hint: {
      tr: 'İlk satırı başlık olan, UTF-8 kodlu bir CSV seçin.',
      en: 'Choose a CSV in UTF-8 whose first row is a header.',
    },
  },
  'file-too-large': {
    message: { tr: 'Dosya 64 MB’tan büyük.', en: 'The file is larger than 64 MB.' },
    hint: {
      tr: 'Dosyayı bölüp sırayla yükleyin. Hiçbir satır alınmadı.',
      en: 'Split it and load the pieces one after the other. No row was taken in.',
    },
  },
  'file-unreadable': {
    message: { tr: 'Dosya okunamadı.', en: 'The file cannot be read.' },
    hint: {
      tr: '“CSV UTF-8” olarak kaydedip yeniden yükleyin.',
      en: 'Save it as “CSV UTF-8” and load it again.',
    },
  },
  'import-not-found': {
    message: { tr: 'Böyle bir yükleme yok.', en: 'There is no such import.' },
    hint: {
      tr: 'Sunucu yeniden başladıysa raporu gitmiştir; alınan satırlar izin defterindedir.',
      en: 'If the server was restarted its report is gone; the rows it took in are in the ledger.',
    },
  },
  'verification-under-way': {
    message: { tr: 'Bir doğrulama zaten sürüyor.', en: 'A verification is under way already.' },
    hint: { tr: 'Bitmesini bekleyin ya da durdurun.', en: 'Wait for its end, or stop it.' },
  },
  'no-emulator': {
    message: {
      tr: 'Gerçek hesapta telefonlar görünmez.',
      en: 'With a real account the phones cannot be seen.',
    },
    hint: {
      tr: 'Mesajlar gerçek kişilere gider; sonuçlarını Gönderimler sayfasında izleyin.',
      en: 'Messages go to real people; follow their results under Orders.',
    },
  },
  'emulator-away': {
    message: { tr: 'Emülatör yanıt vermiyor.', en: 'The emulator does not answer.' },
    hint: { tr: 'Demoyu yeniden başlatın.', en: 'Start the demo again.' },
  },
} as const satisfies Record<string, Words>;
