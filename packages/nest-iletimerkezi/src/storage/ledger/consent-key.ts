import type { ConsentChannel, ConsentRecipient, RecipientType } from 'iletimerkezi-core';
import { storedRecipient } from '../stored-numbers.js';

/** Identifies a consent within a brand. */
export interface ConsentKey<Recipient extends string = string> {
  /** A phone number for MESAJ and ARAMA, an e-mail address for EPOSTA. */
  readonly recipient: Recipient;
  readonly recipientType: RecipientType;
  readonly channel: ConsentChannel;
}

/** A key whose recipient has been parsed. */
export type ParsedConsentKey = ConsentKey<ConsentRecipient>;

/** Returns the key as one text, for maps. */
export const keyText = ({ recipient, recipientType, channel }: ConsentKey): string =>
  `${recipientType} ${channel} ${recipient}`;

/** Reads a key from a row, which may come from the host's driver. */
export const keyOfRow = (row: Record<string, unknown>): ParsedConsentKey => ({
  recipient: storedRecipient(row['recipient']),
  recipientType: row['recipient_type'] === 'TACIR' ? 'TACIR' : 'BIREYSEL',
  channel: row['channel'] === 'EPOSTA' ? 'EPOSTA' : row['channel'] === 'ARAMA' ? 'ARAMA' : 'MESAJ',
});
