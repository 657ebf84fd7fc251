import type { Fault } from '../../src/faults/faults.js';
import type { JournalEntry } from '../../src/journal.js';
import type { QuirkName } from '../../src/quirks/quirks.js';
import type { Settings } from '../../src/settings.js';
import type { Account } from '../../src/state/account.js';
import type { OrderPhase, TextGroup } from '../../src/state/order.js';
import type { Channel, ConsentRecord } from '../../src/state/registry.js';
import type { RecipientType } from '../../src/state/order.js';
import type { Attempt, Notification } from '../../src/webhooks/notification.js';
import type { WebhookRule } from '../../src/webhooks/rules.js';

export type { Phone, PhoneMessage } from '../../src/control/phones.js';
export type { Channel, Fault, OrderPhase, RecipientType, WebhookRule };

/** Responses of the control plane that differ from the stored state. Times are ISO 8601. */
export interface ClockView {
  now: string;
  frozen: boolean;
}

export interface OrderView {
  id: string;
  account: string;
  sender: string;
  commercial: RecipientType | null;
  phase: OrderPhase;
  text: string;
  total: number;
  delivered: number;
  undelivered: number;
  /** The amount charged and not refunded, in credits or lira. */
  price: number;
  submitAt: string;
  sendAt: string;
  completedAt: string | null;
}

export interface OrderDetail extends OrderView {
  texts: TextGroup[];
}

export interface ConsentView extends Pick<ConsentRecord, 'status' | 'source' | 'by'> {
  /** `YYYY-MM-DD HH:MM:SS`, Turkey time. */
  consentDate: string;
  receivedAt: string;
  visibleAt: string;
}

export interface ConsentHistory {
  brandCode: string;
  recipient: string;
  recipientType: RecipientType;
  type: Channel;
  current: ConsentView | null;
  history: ConsentView[];
}

export interface WebhookView extends Pick<Notification, 'id' | 'account' | 'status' | 'state' | 'rule'> {
  orderId: string;
  to: string;
  createdAt: string;
  attempts: (Omit<Attempt, 'at'> & { at: string })[];
  body: unknown;
}

export interface JournalView extends Omit<JournalEntry, 'at'> {
  at: string;
}

export interface AccountView extends Account {
  orders: number;
  blacklisted: number;
}

export interface StateView {
  settings: Settings;
}

export interface QuirkView {
  name: QuirkName;
  about: string;
  values: string[];
  value: string;
  profiles: Record<'seed' | 'observed' | 'legacy', string>;
}
