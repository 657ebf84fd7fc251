import type { Translation } from './types.js';

/** DeliveryChart. */
export const en = {
  'chart.label': 'Deliveries over time',
  'chart.summary': '{delivered} of {total} messages delivered ({share})',
  'chart.view': 'View',
  'chart.view.chart': 'Chart',
  'chart.view.table': 'Table',
  'chart.time': 'Time',
  'chart.total': 'Total',
  'chart.empty': 'No messages in this period.',
} as const;

export const tr: Translation<typeof en> = {
  'chart.label': 'Zamana göre iletim durumu',
  'chart.summary': '{total} mesaj; iletilen: {delivered} ({share})',
  'chart.view': 'Görünüm',
  'chart.view.chart': 'Grafik',
  'chart.view.table': 'Tablo',
  'chart.time': 'Zaman',
  'chart.total': 'Toplam',
  'chart.empty': 'Bu dönemde mesaj yok.',
};
