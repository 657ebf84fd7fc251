import type { Translation } from './types.js';

/** BalanceCard. */
export const en = {
  'balance.label': 'Balance',
  'balance.low': 'Running low: fewer than {count} credits are left.',
  'balance.low.lira': 'Running low: fewer than {count} credits are left.',
  'balance.asOf': 'As of {time}',
  'balance.refresh': 'Refresh the balance',
  'balance.unknown': 'Not known yet',
} as const;

export const tr: Translation<typeof en> = {
  'balance.label': 'Bakiye',
  'balance.low': 'Bakiye azalıyor: {count} kontörün altında.',
  'balance.low.lira': 'Bakiye azalıyor: {count} kredinin altında.',
  'balance.asOf': '{time} itibarıyla',
  'balance.refresh': 'Bakiyeyi yenile',
  'balance.unknown': 'Henüz bilinmiyor',
};
