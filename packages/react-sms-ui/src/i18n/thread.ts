import type { Translation } from './types.js';

/** PhoneThread. */
export const en = {
  'thread.label': 'Messages to {number}',
  'thread.empty': 'This phone has received nothing.',
  'thread.older': 'Older messages',
} as const;

export const tr: Translation<typeof en> = {
  'thread.label': '{number} numarasına gelen mesajlar',
  'thread.empty': 'Bu telefona mesaj gelmedi.',
  'thread.older': 'Daha eski mesajlar',
};
