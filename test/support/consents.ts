import type { ImportRecord } from 'nest-iletimerkezi';

/** Returns a time in whole seconds, the precision of the registry. */
export const secondsAgo = (seconds: number): Date =>
  new Date((Math.floor(Date.now() / 1_000) - seconds) * 1_000);

/** Creates a consent to SMS as a host imports it. */
export const consentOf = (recipient: string, consentDate: Date): ImportRecord => ({
  recipient,
  recipientType: 'BIREYSEL',
  channel: 'MESAJ',
  status: 'ONAY',
  source: 'HS_WEB',
  consentDate,
});
