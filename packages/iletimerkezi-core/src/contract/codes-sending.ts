import type { CodeEntry } from './code-entry.js';

/** Errors of sending, cancelling and reporting. Sources: provider documentation, send-sms and error codes. */
export const SENDING_CODES = [
  {
    code: 402,
    name: 'insufficient-balance',
    subject: 'call',
    provider: 'Bakiye yetersiz',
    endpoints: ['send-sms'],
    outcome: 'not-applied',
    transient: false,
    en: {
      title: 'Not enough credit',
      meaning: 'The balance of the account is too low for this order.',
      fix: 'Top up, then send again.',
    },
    tr: {
      title: 'Bakiye yetersiz',
      meaning: 'Hesabın bakiyesi bu gönderime yetmiyor.',
      fix: 'Bakiye yükleyip yeniden gönderin.',
    },
  },
  {
    code: 450,
    name: 'sender-not-approved',
    subject: 'call',
    provider: 'Gönderilen başlık kullanıma uygun değil',
    endpoints: ['send-sms'],
    outcome: 'not-applied',
    transient: false,
    en: {
      title: 'The sender is not approved',
      meaning:
        'The sender does not exactly match an approved sender of the account, including case and spaces. APITEST stops working when a real sender is approved.',
      fix: 'Use an approved sender of the account, exactly as written there.',
    },
    tr: {
      title: 'Başlık onaylı değil',
      meaning:
        'Başlık, büyük/küçük harf ve boşluklar dahil, hesabın onaylı başlıklarından hiçbiriyle birebir aynı değil. Gerçek bir başlık onaylandığında APITEST kapanır.',
      fix: 'Hesabın onaylı başlıklarından birini kullanın.',
    },
  },
  {
    code: 451,
    name: 'duplicate-order',
    subject: 'call',
    provider: 'Tekrar eden sipariş',
    endpoints: ['send-sms'],
    outcome: 'not-applied',
    transient: false,
    en: {
      title: 'The same order was sent recently',
      meaning:
        'The same text was sent to the same recipients within 10 minutes. After a send whose outcome is unknown, this most likely means that the provider accepted it.',
      fix: 'Look for the earlier order in get-reports; to send once more, wait 10 minutes or change the text.',
    },
    tr: {
      title: 'Aynı gönderim kısa süre önce yapıldı',
      meaning:
        'Aynı metin aynı alıcılara 10 dakika içinde gönderilmiş. Sonucu bilinmeyen bir gönderimden sonra bu, büyük olasılıkla onun kabul edildiğini gösterir.',
      fix: 'Önceki gönderimi get-reports ile arayın; bir kez daha göndermek için 10 dakika bekleyin ya da metni değiştirin.',
    },
  },
  {
    code: 452,
    name: 'invalid-recipients',
    subject: 'call',
    provider: 'Mesaj alıcıları hatalı',
    endpoints: ['send-sms'],
    outcome: 'not-applied',
    transient: false,
    en: {
      title: 'No usable recipient',
      meaning: 'The numbers are missing, malformed or on the account’s blacklist.',
      fix: 'Check the numbers and the blacklist. Numbers abroad need the abroad mode of the panel.',
    },
    tr: {
      title: 'Kullanılabilir alıcı yok',
      meaning: 'Numaralar eksik, hatalı ya da hesabın kara listesinde.',
      fix: 'Numaraları ve kara listeyi kontrol edin. Yurt dışı numaralar için panelde yurt dışı modu açık olmalı.',
    },
  },
  {
    code: 453,
    name: 'text-too-long',
    subject: 'call',
    provider: 'Sipariş boyutu aşıldı',
    endpoints: ['send-sms'],
    outcome: 'not-applied',
    transient: false,
    en: {
      title: 'The text is too long',
      meaning: 'The text has more than 7 parts in the account’s character mode.',
      fix: 'Shorten the text; a short link (iim.to) instead of a long one saves the most.',
    },
    tr: {
      title: 'Metin çok uzun',
      meaning: 'Metin, hesabın karakter modunda 7 parçadan uzun.',
      fix: 'Metni kısaltın; uzun bir bağlantının yerine kısa bağlantı (iim.to) kullanmak en çok yeri kazandırır.',
    },
  },
  {
    code: 454,
    name: 'text-empty',
    subject: 'call',
    provider: 'Mesaj metni boş',
    endpoints: ['send-sms'],
    outcome: 'not-applied',
    transient: false,
    en: {
      title: 'The text is empty',
      meaning: 'There is no text, or the account’s character mode removes all its characters.',
      fix: 'Write a text; a text of emoji only requires the Unicode mode.',
    },
    tr: {
      title: 'Metin boş',
      meaning: 'Metin yok ya da hesabın karakter modu bütün karakterleri kaldırıyor.',
      fix: 'Bir metin yazın; yalnızca emojiden oluşan metin için hesapta Unicode modu gerekir.',
    },
  },
  {
    code: 455,
    name: 'order-not-found',
    subject: 'call',
    provider: 'Sipariş bulunamadı',
    endpoints: ['cancel-order', 'get-report'],
    outcome: 'not-applied',
    transient: false,
    en: {
      title: 'No such order',
      meaning: 'The order is unknown; on cancelling also: it is already being sent, finished or cancelled.',
      fix: 'Check the order id; before cancelling, check that the order is still scheduled.',
    },
    tr: {
      title: 'Gönderim bulunamadı',
      meaning:
        'Bu sipariş numaralı bir gönderim bilinmiyor; iptalde ayrıca: başlamış, bitmiş ya da zaten iptal edilmiş.',
      fix: 'Sipariş numarasını kontrol edin; iptalden önce gönderimin hâlâ ileri tarihli olduğuna bakın.',
    },
  },
  {
    code: 456,
    name: 'order-not-due',
    subject: 'call',
    provider: 'Sipariş gönderim tarihi henüz gelmedi',
    endpoints: ['get-report'],
    outcome: 'not-applied',
    transient: true,
    en: {
      title: 'The order is scheduled and not yet due',
      meaning: 'The report is available when sending has begun.',
      fix: 'Query the report after the scheduled time.',
    },
    tr: {
      title: 'Gönderimin zamanı henüz gelmedi',
      meaning: 'Rapor ancak gönderim başlayınca oluşur.',
      fix: 'Raporu planlanan zamandan sonra sorgulayın.',
    },
  },
  {
    code: 457,
    name: 'send-date-malformed',
    subject: 'call',
    provider: 'Mesaj gönderim tarihinin formatı hatalı',
    endpoints: ['send-sms'],
    outcome: 'not-applied',
    transient: false,
    en: {
      title: 'The send date is malformed',
      meaning: 'The provider requires dd/MM/yyyy HH:mm in Turkish time, without seconds.',
      fix: 'Pass sendAt as a Date; the client formats it.',
    },
    tr: {
      title: 'Gönderim tarihinin biçimi hatalı',
      meaning: 'Sağlayıcı Türkiye saatiyle, saniyesiz gg/AA/yyyy SS:dd bekliyor.',
      fix: 'sendAt değerini Date olarak verin; istemci biçimlendirir.',
    },
  },
  {
    code: 458,
    name: 'date-range-refused',
    subject: 'call',
    provider: 'Tarih aralığı hatalı',
    endpoints: ['get-reports'],
    outcome: 'not-applied',
    transient: false,
    en: {
      title: 'The date range is refused',
      meaning: 'The range is malformed or longer than 10 days.',
      fix: 'Use client.orders(), which splits any range into windows.',
    },
    tr: {
      title: 'Tarih aralığı kabul edilmedi',
      meaning: 'Aralık hatalı ya da 10 günden uzun.',
      fix: 'Her aralığı parçalara bölen client.orders() kullanın.',
    },
  },
  {
    code: 468,
    name: 'iys-missing',
    subject: 'call',
    provider: 'IYS üzerinden sorgulama yapılıp, yapılmayacağını ayarlamalısınız.',
    endpoints: ['send-sms'],
    outcome: 'not-applied',
    transient: false,
    en: {
      title: 'The kind of the order is missing',
      meaning:
        'The iys field is missing; the documentation also uses this code for recipients without consent.',
      fix: 'Set kind to transactional or commercial; check the recipients’ consents.',
    },
    tr: {
      title: 'Gönderimin ticari olup olmadığı belirtilmemiş',
      meaning: 'iys alanı eksik; belgelerde bu kod izinsiz alıcılar için de geçiyor.',
      fix: 'kind ile bilgilendirme mi ticari mi olduğunu belirtin; alıcıların izinlerini kontrol edin.',
    },
  },
  {
    code: 469,
    name: 'iys-list-missing',
    subject: 'call',
    provider: 'IYS listenizi seçmelisiniz, BIREYSEL veya TACIR.',
    endpoints: ['send-sms'],
    outcome: 'not-applied',
    transient: false,
    en: {
      title: 'A commercial order requires an audience',
      meaning:
        'iysList is missing or neither BIREYSEL nor TACIR; the documentation also uses this code for recipients without consent.',
      fix: 'Give audience BIREYSEL (individuals) or TACIR (merchants); check the recipients’ consents.',
    },
    tr: {
      title: 'Ticari gönderimin alıcı türü eksik',
      meaning:
        'iysList eksik ya da BIREYSEL/TACIR değil; belgelerde bu kod izinsiz alıcılar için de geçiyor.',
      fix: 'audience olarak BIREYSEL ya da TACIR verin; alıcıların izinlerini kontrol edin.',
    },
  },
  {
    code: 470,
    name: 'iys-code-missing',
    subject: 'call',
    provider: 'IYS kodunuzu ayarlamalısınız.',
    endpoints: ['send-sms'],
    outcome: 'not-applied',
    transient: false,
    en: {
      title: 'The account has no İYS code',
      meaning:
        'Commercial orders need an İYS code in the panel; the documentation also uses this code for recipients without consent.',
      fix: 'Set the İYS code in the panel; check the recipients’ consents.',
    },
    tr: {
      title: 'Hesapta İYS kodu yok',
      meaning:
        'Ticari gönderimler için panelde İYS kodu gerekir; belgelerde bu kod izinsiz alıcılar için de geçiyor.',
      fix: 'Panelde İYS kodunu ayarlayın; alıcıların izinlerini kontrol edin.',
    },
  },
] as const satisfies readonly CodeEntry[];
