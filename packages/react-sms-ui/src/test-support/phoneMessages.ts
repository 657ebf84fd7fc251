import type { PhoneMessage } from '../index.js';

const at = (day: number, hour: number, minute: number): number => Date.UTC(2026, 10, day, hour, minute);

/** Two days of a phone: short and long, transactional and commercial messages in every state. */
export const PHONE_MESSAGES: readonly PhoneMessage[] = [
  {
    id: 1,
    sender: 'MARKA',
    text: 'Doğrulama kodunuz 482913. Kodu kimseyle paylaşmayın.',
    time: at(20, 15, 12),
    status: 'delivered',
    note: 'Bilgilendirme',
  },
  {
    id: 2,
    sender: 'MARKA',
    text: 'Siparişiniz yola çıktı; bugün 14.00 ile 18.00 arasında kapınızda. Kargo takip bağlantısı: https://ornek.com/k/48291',
    time: at(21, 7, 40),
    status: 'delivered',
    note: 'Bilgilendirme',
  },
  {
    id: 3,
    sender: 'KITAPLIK',
    text: 'Kıyı Kitabevi Ticaret A.Ş.: seçili kitaplarda %20 indirim. Mersis 0123456789000015, iletişim 0850 000 00 00. Ret için RET yazıp 3838’e ücretsiz gönderin.',
    time: at(21, 9, 5),
    status: 'undelivered',
    note: 'Ticari ileti, bireysel',
  },
  {
    id: 4,
    sender: 'KITAPLIK',
    text: 'Ayırttığınız kitap mağazamıza geldi.',
    time: at(21, 11, 1),
    status: 'accepted',
    note: 'Bilgilendirme',
  },
  {
    id: 5,
    sender: 'KITAPLIK',
    text: 'Mağazamız bugün 20.00’ye kadar açık.',
    time: at(21, 11, 4),
    status: 'waiting',
  },
];
