import type { Translation } from './types.js';

/** Texts shared by several components. */
export const en = {
  'common.retry': 'Try again',
  'common.undo': 'Undo',
  'common.loading': 'Loading…',
  'common.all': 'All',
  'common.download': 'Download CSV',
  'common.errorTitle': 'This could not be loaded',
  'common.partial': '{read} of {total} read so far',
  'common.previous': 'Previous page',
  'common.next': 'Next page',
  'common.page': 'Page {page} of {total}',
  'common.turkeyTime': 'Türkiye time',
  'common.code': 'Provider code {code}',
  'status.waiting': 'Waiting',
  'status.delivered': 'Delivered',
  'status.undelivered': 'Undelivered',
  'status.unknown': 'Unknown',
  'status.accepted': 'With the operator',
  'status.cancelled': 'Cancelled',
} as const;

export const tr: Translation<typeof en> = {
  'common.retry': 'Yeniden dene',
  'common.undo': 'Geri al',
  'common.loading': 'Yükleniyor…',
  'common.all': 'Tümü',
  'common.download': 'CSV indir',
  'common.errorTitle': 'Bu bölüm yüklenemedi',
  'common.partial': '{read} / {total} kayıt okundu',
  'common.previous': 'Önceki sayfa',
  'common.next': 'Sonraki sayfa',
  'common.page': 'Sayfa {page} / {total}',
  'common.turkeyTime': 'Türkiye saati',
  'common.code': 'Sağlayıcı kodu {code}',
  'status.waiting': 'Bekliyor',
  'status.delivered': 'İletildi',
  'status.undelivered': 'İletilemedi',
  'status.unknown': 'Bilinmiyor',
  'status.accepted': 'Operatörde',
  'status.cancelled': 'İptal edildi',
};
