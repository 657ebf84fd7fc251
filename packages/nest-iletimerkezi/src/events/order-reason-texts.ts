import type { OrderReason } from '../storage/events/order-evidence.js';

const TEXTS: Readonly<Record<OrderReason, { readonly en: string; readonly tr: string }>> = {
  'lease-expired': {
    en: 'The instance that was sending the order stopped responding.',
    tr: 'Gönderimi yapan örnek yanıt vermeyi kesti.',
  },
  'duplicate-after-attempt': {
    en: 'The provider refused the order as a duplicate (451) after an earlier attempt.',
    tr: 'Sağlayıcı, önceki bir denemeden sonra gönderimi yinelenen gönderim olarak reddetti (451).',
  },
  'unexpected-error': { en: 'An unexpected error occurred.', tr: 'Beklenmeyen bir hata oluştu.' },
  'no-evidence': {
    en: 'The provider’s reports do not show whether the order was accepted.',
    tr: 'Sağlayıcının raporları gönderimin kabul edilip edilmediğini göstermiyor.',
  },
  'lookup-failed': {
    en: 'Every search for the order in the provider’s reports failed.',
    tr: 'Gönderim sağlayıcının raporlarında arandı, aramaların hepsi başarısız oldu.',
  },
  'not-ready': {
    en: 'The order could not be prepared for sending. Nothing was sent.',
    tr: 'Gönderim hazırlanamadı. Hiçbir şey gönderilmedi.',
  },
  'spend-limit': {
    en: 'Sending the order again would exceed a spend limit.',
    tr: 'Yeniden gönderim harcama sınırını aşacaktı.',
  },
  'late-answer': {
    en: 'The provider’s response came late and confirms the order.',
    tr: 'Sağlayıcının geç gelen yanıtı gönderimi doğruluyor.',
  },
  'found-in-reports': {
    en: 'Found in the provider’s reports by sender, count, time and recipients.',
    tr: 'Sağlayıcının raporlarında başlık, alıcı sayısı, zaman ve alıcılarla bulundu.',
  },
  'duplicate-refused': {
    en: 'The provider refused a second order with the same content as a duplicate (451).',
    tr: 'Sağlayıcı, aynı içerikli ikinci bir gönderimi yinelenen gönderim olarak reddetti (451).',
  },
  'assumed-by-policy': {
    en: 'Assumed to be sent, by the option `onUnknown`.',
    tr: '`onUnknown` seçeneğine göre gönderilmiş sayıldı.',
  },
  'report-unusable': {
    en: 'The provider’s report of the order could not be processed.',
    tr: 'Sağlayıcının gönderim raporu işlenemedi.',
  },
  'recipients-waiting': {
    en: 'Some recipients have no final status.',
    tr: 'Bazı alıcıların kesin durumu yok.',
  },
  'no-recipient-left': {
    en: 'No recipient may receive the message.',
    tr: 'Mesajı alabilecek alıcı kalmadı.',
  },
  'outside-hours': {
    en: 'The order waits for the sending hours of commercial messages.',
    tr: 'Gönderim, ticari iletilerin gönderim saatlerini bekliyor.',
  },
  'original-accepted': {
    en: 'The provider had accepted the first order.',
    tr: 'Sağlayıcı ilk gönderimi kabul etmiş.',
  },
  'resent-by-policy': {
    en: 'Sent again, by the option `onUnknown`.',
    tr: '`onUnknown` seçeneğine göre yeniden gönderildi.',
  },
};

/** Returns the text of a reason code. */
export const orderReasonText = (reason: OrderReason, language: 'tr' | 'en'): string =>
  TEXTS[reason][language];
