import type { Translation } from './types.js';

/** Breadcrumb. */
export const en = {
  'breadcrumb.label': 'Breadcrumb',
} as const;

export const tr: Translation<typeof en> = {
  'breadcrumb.label': 'Sayfa yolu',
};
