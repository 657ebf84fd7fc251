import type { CharacterMode } from 'iletimerkezi-core/segments';
import type { ComponentPropsWithoutRef, ReactNode } from 'react';
import type { LoadError } from '../../parts/LoadFault.js';
import type { MessageStatus } from '../../parts/MessageMark.js';
import type { ClassNames } from '../../parts/part.js';

/** The parts of a PhoneThread that take a class name. */
export type PhoneThreadPart =
  | 'root'
  | 'number'
  | 'screen'
  | 'list'
  | 'message'
  | 'day'
  | 'sender'
  | 'bubble'
  | 'seam'
  | 'suffix'
  | 'facts'
  | 'note';

/** One message that a phone received. */
export interface PhoneMessage {
  /** Names the message within its thread. */
  id: string | number;
  sender: string;
  /** As it was written; what the account's mode converts is shown converted. */
  text: string;
  /** When it was sent to the phone. */
  time: Date | number;
  status: MessageStatus;
  /** The account's setting when it was sent; absent, that of the provider's `profile`. */
  characterMode?: CharacterMode;
  /** Likewise. */
  turkishLetterCost?: 1 | 2;
  /** What the host has to say of it, behind time, state and length: its kind, its price, a link to its order. */
  note?: ReactNode;
}

export interface PhoneThreadProps extends Omit<ComponentPropsWithoutRef<'section'>, 'children'> {
  /** The phone's number in E.164. */
  number: string;
  /** Oldest first. */
  messages: readonly PhoneMessage[];
  /** Given while there are older messages. */
  onMore?: () => void;
  isLoading?: boolean;
  error?: LoadError;
  classNames?: ClassNames<PhoneThreadPart>;
}
