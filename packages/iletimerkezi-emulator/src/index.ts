export { startEmulator, type Emulator, type EmulatorOptions } from './start.js';
export type { Seed, ConsentSeed } from './seed/apply.js';
export type { AccountSeed, RetryPolicy, Sender } from './state/account.js';
export type { Settings } from './settings.js';
export type { InboxFilter, InboxMessage, InboxStatus } from './inbox.js';
export type { Fault, FaultInput, FaultKind } from './faults/faults.js';
export type { DeliveryRule, Outcome } from './delivery/rules.js';
export type { Profile, QuirkName, Quirks } from './quirks/quirks.js';
