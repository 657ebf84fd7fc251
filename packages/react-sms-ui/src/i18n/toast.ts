import type { Translation } from './types.js';

/** Toast. */
export const en = {
  'toast.region': 'Notifications (F8)',
  'toast.close': 'Close',
  'toast.undoing': 'Undoing…',
  'toast.failed': 'This was not undone. Try again.',
} as const;

export const tr: Translation<typeof en> = {
  'toast.region': 'Bildirimler (F8)',
  'toast.close': 'Kapat',
  'toast.undoing': 'Geri alınıyor…',
  'toast.failed': 'Geri alınamadı. Yeniden deneyin.',
};
