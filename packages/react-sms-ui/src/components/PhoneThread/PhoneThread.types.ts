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

/** A message to one phone. */
export interface PhoneMessage {
  /** Identifies the message within its thread. */
  id: string | number;
  sender: string;
  /** The text as written. Characters that the account's mode converts are displayed converted. */
  text: string;
  /** The time at which it was sent to the phone. */
  time: Date | number;
  status: MessageStatus;
  /** The account's character mode when it was sent. Defaults to that of the provider's `profile`. */
  characterMode?: CharacterMode;
  /** Units of each Turkish letter when it was sent. Defaults to that of the provider's `profile`. */
  turkishLetterCost?: 1 | 2;
  /** Content after time, state and length, such as the kind, the price or a link to the order. */
  note?: ReactNode;
}

export interface PhoneThreadProps extends Omit<ComponentPropsWithoutRef<'section'>, 'children'> {
  /** The number of the phone in E.164. */
  number: string;
  /** Oldest first. */
  messages: readonly PhoneMessage[];
  /** Loads older messages. Omit it when there are none. */
  onMore?: () => void;
  isLoading?: boolean;
  error?: LoadError;
  classNames?: ClassNames<PhoneThreadPart>;
}
