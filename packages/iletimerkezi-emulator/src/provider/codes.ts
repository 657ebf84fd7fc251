/**
 * The provider's Turkish texts, byte for byte, from its status-code documentation. Two are ours: the provider
 * publishes no text for 405, and two texts for 422 (see the quirk `text422`).
 */
export const MESSAGES = {
  200: 'İşlem başarılı',
  400: 'İstek çözümlenemedi',
  401: 'Üyelik bilgileri hatalı',
  402: 'Bakiye yetersiz',
  403: 'Aktif abonelik bulunamadı',
  404: 'API istek yapılan yönteme sahip değil',
  405: 'Aylık kayıt kotanız doldu',
  422: 'İstekte gönderilen bazı değerler doğrulanamadı',
  450: 'Gönderilen başlık kullanıma uygun değil',
  451: 'Tekrar eden sipariş',
  452: 'Mesaj alıcıları hatalı',
  453: 'Sipariş boyutu aşıldı',
  454: 'Mesaj metni boş',
  455: 'Sipariş bulunamadı',
  456: 'Sipariş gönderim tarihi henüz gelmedi',
  457: 'Mesaj gönderim tarihinin formatı hatalı',
  458: 'Tarih aralığı hatalı',
  459: 'Başlık kısmı boş olamaz',
  460: 'Başlık 11 karakterden fazla olmamalı ve Türkçe karakter içermemelidir.',
  464: 'Page değeri 1 den başlamalı.',
  466: 'Hatalı numara.',
  468: 'IYS üzerinden sorgulama yapılıp, yapılmayacağını ayarlamalısınız.',
  469: 'IYS listenizi seçmelisiniz, BIREYSEL veya TACIR.',
  470: 'IYS kodunuzu ayarlamalısınız.',
  474: 'Bu numara üzerindeki engelleme kaldırılamaz',
  475: 'Alıcı sayısı 5000 kişiyi geçemez',
  503: 'Sunucu geçici olarak servis dışı.',
} as const;

/** A code the emulator can answer with. */
export type ProviderCode = keyof typeof MESSAGES;

export const RETIRED_TEXT_422 = 'İstek içerisindeki değerler doğrulanamadı.';

/** Order statuses in reports. */
export const ORDER_STATUS = { sending: 113, completed: 114, failed: 115 } as const;
/** Message statuses in reports. */
export const MESSAGE_STATUS = { waiting: 110, delivered: 111, undelivered: 112 } as const;
