import type { ImportRecord } from 'nest-iletimerkezi';

/** A moment in whole seconds, as the registry keeps them. */
export const secondsAgo = (seconds: number): Date =>
  new Date((Math.floor(Date.now() / 1_000) - seconds) * 1_000);

/** A person's consent to SMS as a host brings it. */
export const consentOf = (recipient: string, consentDate: Date): ImportRecord => ({
  recipient,
  recipientType: 'BIREYSEL',
  channel: 'MESAJ',
  status: 'ONAY',
  source: 'HS_WEB',
  consentDate,
});
