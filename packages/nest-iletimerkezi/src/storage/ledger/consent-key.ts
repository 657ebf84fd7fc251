import type { ConsentChannel, RecipientType } from 'iletimerkezi-core';

/** Identifies a consent within a brand. */
export interface ConsentKey {
  /** A phone number for MESAJ and ARAMA, an e-mail address for EPOSTA. Stored in E.164 and in lower case. */
  readonly recipient: string;
  readonly recipientType: RecipientType;
  readonly channel: ConsentChannel;
}

/** Returns the key as one text, for maps. */
export const keyText = ({ recipient, recipientType, channel }: ConsentKey): string =>
  `${recipientType} ${channel} ${recipient}`;

/** Reads a key from a row, which may come from the host's driver. */
export const keyOfRow = (row: Record<string, unknown>): ConsentKey => ({
  recipient: String(row['recipient']),
  recipientType: row['recipient_type'] === 'TACIR' ? 'TACIR' : 'BIREYSEL',
  channel: row['channel'] === 'EPOSTA' ? 'EPOSTA' : row['channel'] === 'ARAMA' ? 'ARAMA' : 'MESAJ',
});
