import type { Quirks } from '../quirks/quirks.js';
import { quirksOf, type Profile } from '../quirks/quirks.js';
import { readNumber } from '../provider/phone.js';
import type { DeliveryRule } from '../delivery/rules.js';
import { accountFromSeed, DEFAULT_ACCOUNT, type Account, type AccountSeed } from '../state/account.js';
import type { RecipientType } from '../state/order.js';
import type { Channel, ConsentStatus } from '../state/registry.js';
import type { World } from '../state/world.js';
import { parseTimestamp } from '../time/istanbul.js';

/** A consent the registry holds from the start. */
export interface ConsentSeed {
  brandCode: string | number;
  recipient: string;
  recipientType?: RecipientType;
  type?: Channel;
  status?: ConsentStatus;
  source?: string;
  /** `YYYY-MM-DD HH:MM:SS` in Turkey time; now when absent. */
  consentDate?: string;
}

/** A starting state, as a JSON or YAML document holds it. */
export interface Seed {
  /** Without accounts there is the one default account. */
  accounts?: readonly AccountSeed[];
  consents?: readonly ConsentSeed[];
  profile?: Profile;
  quirks?: Partial<Quirks>;
  /** Added before the magic numbers. */
  rules?: readonly DeliveryRule[];
  acceptMs?: number;
  deliveryMs?: readonly [number, number];
  registryDelayMs?: number;
}

/** Puts a seed into an empty world. */
export function applySeed(world: World, seed: Seed): void {
  const { settings } = world;
  const base = seed.profile === undefined ? settings.quirks : quirksOf(seed.profile);
  world.settings = {
    ...settings,
    quirks: { ...base, ...seed.quirks },
    rules: [...(seed.rules ?? []), ...settings.rules],
    acceptMs: seed.acceptMs ?? settings.acceptMs,
    deliveryMs: seed.deliveryMs ?? settings.deliveryMs,
    registryDelayMs: seed.registryDelayMs ?? settings.registryDelayMs,
  };
  const now = world.clock.now();
  for (const account of seed.accounts ?? [DEFAULT_ACCOUNT]) addAccount(world, account);
  for (const consent of seed.consents ?? []) {
    const type = consent.type ?? 'MESAJ';
    const number = type === 'EPOSTA' ? undefined : readNumber(consent.recipient, true);
    world.registry.add({
      brandCode: String(consent.brandCode),
      recipient: number === undefined ? consent.recipient : `+${number}`,
      recipientType: consent.recipientType ?? 'BIREYSEL',
      type,
      status: consent.status ?? 'ONAY',
      source: consent.source ?? 'HS_WEB',
      consentDate:
        (consent.consentDate === undefined ? undefined : parseTimestamp(consent.consentDate)) ?? now,
      receivedAt: now,
      visibleAt: now,
      by: 'seed',
    });
  }
}

/** Adds an account, or replaces what it is; the blacklist grows by the seed's numbers. */
export function addAccount(world: World, seed: AccountSeed): Account {
  const account = accountFromSeed(seed);
  world.accounts.set(account.key, account);
  block(world, account, seed.blacklist ?? []);
  return account;
}

/** Puts numbers on an account's blacklist; what is no number is left out. */
export function block(world: World, account: Account, numbers: readonly string[]): void {
  for (const text of numbers) {
    const number = readNumber(text, true);
    if (number !== undefined) world.blacklistOf(account.key).set(number, world.clock.now());
  }
}
