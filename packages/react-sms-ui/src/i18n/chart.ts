import type { Translation } from './types.js';

/** DeliveryChart. */
export const en = {
  'chart.label': 'Deliveries over time',
  'chart.summary': '{delivered} of {total} messages delivered ({share})',
  'chart.asTable': 'Show as a table',
  'chart.asChart': 'Show as a chart',
  'chart.time': 'Time',
  'chart.total': 'Total',
  'chart.empty': 'No messages in this period.',
} as const;

export const tr: Translation<typeof en> = {
  'chart.label': 'Zamana göre iletim durumu',
  'chart.summary': '{total} mesaj; iletilen: {delivered} ({share})',
  'chart.asTable': 'Tablo olarak göster',
  'chart.asChart': 'Grafik olarak göster',
  'chart.time': 'Zaman',
  'chart.total': 'Toplam',
  'chart.empty': 'Bu dönemde mesaj yok.',
};
