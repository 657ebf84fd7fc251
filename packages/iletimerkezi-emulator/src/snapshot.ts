import type { Emulation } from './emulation.js';
import { field, isFields } from './provider/read.js';
import type { Settings } from './settings.js';
import type { Account } from './state/account.js';
import type { MessageTableData } from './state/message-table.js';
import type { Order } from './state/order.js';
import type { ConsentRecord } from './state/registry.js';
import type { ClockData } from './time/clock.js';
import type { TimedEvent } from './time/events.js';
import type { Scheduled } from './time/scheduler.js';
import type { Notification } from './webhooks/notification.js';

const FORMAT = 1;

/** The complete state as plain data. Faults, webhook rules and the journal belong to a test, not to the state. */
export interface Snapshot {
  emulator: 'iletimerkezi-emulator';
  format: typeof FORMAT;
  clock: ClockData;
  settings: Settings;
  accounts: Account[];
  blacklists: [string, [number, number][]][];
  orders: Order[];
  messages: MessageTableData;
  consents: ConsentRecord[];
  duplicates: [string, number][];
  planned: Scheduled<TimedEvent>[];
  webhooks: Notification[];
}

export function takeSnapshot({ world, clock, scheduler, dispatcher }: Emulation): Snapshot {
  return {
    emulator: 'iletimerkezi-emulator',
    format: FORMAT,
    clock: clock.toData(),
    settings: world.settings,
    accounts: [...world.accounts.values()],
    blacklists: [...world.blacklists].map(([account, numbers]) => [account, [...numbers]]),
    orders: world.orders,
    messages: world.messages.toData(),
    consents: world.registry.toData(),
    duplicates: world.duplicates.toData(),
    planned: scheduler.list(),
    webhooks: dispatcher.pending(),
  };
}

/** Replaces the state. The snapshot is copied, so that it can be restored again. */
export function restore(emulation: Emulation, snapshot: Snapshot): void {
  const { world, clock, scheduler, dispatcher } = emulation;
  const copy = structuredClone(snapshot);
  emulation.clear();
  clock.load(copy.clock);
  world.settings = copy.settings;
  for (const account of copy.accounts) world.accounts.set(account.key, account);
  for (const [account, numbers] of copy.blacklists) world.blacklists.set(account, new Map(numbers));
  world.messages.load(copy.messages);
  for (const order of copy.orders) world.addOrder(order);
  for (const record of copy.consents) world.registry.add(record);
  world.duplicates.load(copy.duplicates);
  scheduler.load(copy.planned);
  dispatcher.load(copy.webhooks);
  scheduler.pump();
  emulation.notifyAll();
}

/** Whether a document was written by `takeSnapshot`. Only its frame is looked at: what it holds is ours. */
export function isSnapshot(document: unknown): document is Snapshot {
  return (
    isFields(document) &&
    field(document, 'emulator') === 'iletimerkezi-emulator' &&
    field(document, 'format') === FORMAT &&
    isFields(field(document, 'clock')) &&
    isFields(field(document, 'settings')) &&
    isFields(field(document, 'messages')) &&
    ['accounts', 'blacklists', 'orders', 'consents', 'duplicates', 'planned', 'webhooks'].every((part) =>
      Array.isArray(field(document, part)),
    )
  );
}
