import type { Channel, RecipientType } from '../../lib/wire.js';

/** Whose consent for what. */
export interface ConsentKey {
  brandCode: string;
  recipient: string;
  recipientType: RecipientType;
  type: Channel;
}

export const CHANNELS: readonly Channel[] = ['MESAJ', 'EPOSTA', 'ARAMA'];
export const RECIPIENT_TYPES: readonly RecipientType[] = ['BIREYSEL', 'TACIR'];

/** A key as one text, for the address; the recipient comes last, as an address may hold any character. */
export function keyText({ brandCode, type, recipientType, recipient }: ConsentKey): string {
  return [brandCode, type, recipientType, recipient].join('|');
}

export function readKey(text: string): ConsentKey | undefined {
  const [brandCode = '', channel, kind, ...rest] = text.split('|');
  const type = CHANNELS.find((known) => known === channel);
  const recipientType = RECIPIENT_TYPES.find((known) => known === kind);
  if (type === undefined || recipientType === undefined || rest.length === 0) return undefined;
  return { brandCode, type, recipientType, recipient: rest.join('|') };
}
