import type { CharacterMode } from 'iletimerkezi-core/segments';

/** A message on a phone of the emulator. */
export interface PhoneMessage {
  readonly id: number;
  readonly orderId: number;
  readonly from: string;
  readonly text: string;
  readonly parts: number;
  readonly characterMode: CharacterMode;
  readonly turkishLetterCost: 1 | 2;
  /** Absent for transactional messages. */
  readonly commercial?: 'BIREYSEL' | 'TACIR';
  readonly status: 'waiting' | 'accepted' | 'delivered' | 'undelivered' | 'cancelled';
  readonly sentAt: string;
}

export interface Phone {
  readonly number: string;
  readonly last: PhoneMessage;
}

/** `GET /api/phones`: phones sorted by their newest message, newest first. */
export interface PhonePage {
  readonly phones: readonly Phone[];
  readonly more: boolean;
}

/** `GET /api/phones/:number`: the newest messages in chronological order. */
export interface PhoneConversation {
  readonly messages: readonly PhoneMessage[];
  readonly more: boolean;
}
