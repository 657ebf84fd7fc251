import type { ConsentEntry } from '../consents/ledger/ledger.types.js';

/** Returns the number of a spec's person. */
export const numberOf = (index: number): string => `+90530${String(index).padStart(7, '0')}`;

/** Returns the key of a person's consent to SMS. */
export const keyOf = (index: number) =>
  ({ recipient: numberOf(index), recipientType: 'BIREYSEL', channel: 'MESAJ' }) as const;

/** Returns a time in whole seconds, as İYS stores it. */
export const ago = (ms: number): Date => new Date(Math.floor((Date.now() - ms) / 1000) * 1000);

/** Returns a person's consent to SMS, given a minute ago on a website, with changes. */
export const entryOf = (index: number, change: Partial<ConsentEntry> = {}): ConsentEntry => ({
  ...keyOf(index),
  status: 'ONAY',
  source: 'HS_WEB',
  consentDate: ago(60_000),
  ...change,
});
