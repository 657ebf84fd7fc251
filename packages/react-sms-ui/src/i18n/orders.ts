import type { Translation } from './types.js';

/** OrdersTable. */
export const en = {
  'orders.label': 'Orders',
  'orders.order': 'Order',
  'orders.sender': 'Sender',
  'orders.sent': 'Time',
  'orders.state': 'State',
  'orders.delivery': 'Delivery',
  'orders.open': 'Open order {id}',
  'orders.cancel': 'Cancel order {id}',
  'orders.cancelShort': 'Cancel',
  'orders.empty': 'No orders yet. The first message you send appears here.',
  'orders.more': 'Show older orders',
  'orders.deliveredOf': '{delivered} of {total} delivered',
  'orders.state.scheduled': 'Scheduled',
  'orders.state.sending': 'Sending',
  'orders.state.completed': 'Completed',
  'orders.state.failed': 'Failed',
  'orders.state.cancelled': 'Cancelled',
  'orders.state.unknown': 'Unknown',
} as const;

export const tr: Translation<typeof en> = {
  'orders.label': 'Gönderimler',
  'orders.order': 'Sağlayıcı sipariş no',
  'orders.sender': 'Başlık',
  'orders.sent': 'Zaman',
  'orders.state': 'Durum',
  'orders.delivery': 'Teslimat',
  'orders.open': '{id} numaralı gönderimi aç',
  'orders.cancel': 'İptal et: {id} numaralı gönderim',
  'orders.cancelShort': 'İptal et',
  'orders.empty': 'Henüz gönderim yok. Gönderdiğiniz ilk mesaj burada görünür.',
  'orders.more': 'Daha eski gönderimleri göster',
  'orders.deliveredOf': '{delivered} / {total} alıcıya iletildi',
  'orders.state.scheduled': 'İleri tarihli',
  'orders.state.sending': 'Gönderiliyor',
  'orders.state.completed': 'Tamamlandı',
  'orders.state.failed': 'Gönderilemedi',
  'orders.state.cancelled': 'İptal edildi',
  'orders.state.unknown': 'Bilinmiyor',
};
