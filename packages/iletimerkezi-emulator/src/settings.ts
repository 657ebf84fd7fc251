import { quirksOf, type Profile, type Quirks } from './quirks/quirks.js';
import type { RetryPolicy } from './state/account.js';
import { MAGIC_NUMBERS, type DeliveryRule } from './delivery/rules.js';

/** Behaviour of the emulated network and registry. Times are virtual milliseconds unless stated otherwise. */
export interface Settings {
  /** From an order's start to "accepted by the operator". */
  acceptMs: number;
  /** The span after acceptance in which messages are delivered; one message at a random moment of it. */
  deliveryMs: readonly [number, number];
  /** From iys-register's 200 to the record showing in the registry. */
  registryDelayMs: number;
  retry: RetryPolicy;
  /** Webhook requests in flight at once. */
  webhookConcurrency: number;
  rules: readonly DeliveryRule[];
  quirks: Quirks;
}

export const DEFAULT_SETTINGS: Omit<Settings, 'quirks'> = {
  acceptMs: 50,
  deliveryMs: [200, 2000],
  registryDelayMs: 0,
  retry: { delaysMs: [1000, 5000, 30_000, 300_000, 300_000], timeoutMs: 10_000 },
  webhookConcurrency: 32,
  rules: MAGIC_NUMBERS,
};

/** The settings of a profile. */
export function settingsOf(profile: Profile, changes: Partial<Settings> = {}): Settings {
  return { ...DEFAULT_SETTINGS, quirks: quirksOf(profile), ...changes };
}
