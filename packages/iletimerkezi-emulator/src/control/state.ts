import type { Emulation } from '../emulation.js';
import { QUIRKS, QUIRK_NAMES, quirksOf, PROFILES, type Profile, type Quirks } from '../quirks/quirks.js';
import {
  readSeed,
  accountSchema,
  quirksSchema,
  retrySchema,
  ruleSchema,
  seedSchema,
} from '../seed/schema.js';
import { addAccount, block, type Seed } from '../seed/apply.js';
import type { Settings } from '../settings.js';
import { isSnapshot, restore, takeSnapshot } from '../snapshot.js';
import { changeAccount, type AccountChange } from '../state/account-change.js';
import { fromUnits, type Account, type AccountSeed, type RetryPolicy } from '../state/account.js';
import { listOf, quirkAnswer } from './answers.js';
import { ControlError, object, route, text, type ControlRoute } from './route.js';

const SNAPSHOT_LIMIT = 512 * 1024 * 1024;

type SettingsChange = Partial<Omit<Settings, 'quirks' | 'retry'>> & { retry?: Partial<RetryPolicy> };

/** Routes on the complete state: overview, seed, snapshot, settings, quirks, accounts. */
export const stateRoutes: readonly ControlRoute[] = [
  route({
    method: 'GET',
    path: '/state',
    tag: 'emulator',
    summary: 'Returns counts, clock, accounts and settings.',
    returns: '{ orders, messages, consents, journal, clock, settings, accounts }',
    handle: ({ emulation }) => {
      const { world, clock } = emulation;
      return {
        orders: world.orders.length,
        messages: world.messages.length,
        consents: world.registry.size,
        clock: { now: new Date(clock.now()).toISOString(), frozen: clock.frozen },
        settings: world.settings,
        accounts: [...world.accounts.values()].map((account) => accountView(emulation, account)),
      };
    },
  }),
  route<{ body: Seed }>({
    method: 'POST',
    path: '/seed',
    tag: 'emulator',
    summary:
      'Replaces the state with a seed, in JSON or YAML (content-type application/yaml). A reset restores the state before the seed.',
    body: seedSchema,
    returns: '{ seeded: true }',
    handle: ({ emulation, body }) => {
      emulation.seed(readSeed(body));
      return { seeded: true };
    },
  }),
  route({
    method: 'GET',
    path: '/snapshot',
    tag: 'emulator',
    summary:
      'Returns the complete state, including planned events but without the journal, for POST /restore.',
    returns: 'The snapshot',
    handle: ({ emulation }) => takeSnapshot(emulation),
  }),
  route({
    method: 'POST',
    path: '/restore',
    tag: 'emulator',
    summary: 'Replaces the state with a snapshot.',
    body: { type: 'object', description: 'What GET /snapshot answered.' },
    bodyLimit: SNAPSHOT_LIMIT,
    returns: '{ restored: true }',
    handle: ({ emulation, body }) => {
      if (!isSnapshot(body)) throw new ControlError(400, 'The body is no snapshot of this emulator.');
      restore(emulation, body);
      return { restored: true };
    },
  }),
  route({
    method: 'GET',
    path: '/quirks',
    tag: 'quirks',
    summary: 'Lists every quirk with its values, its value in each profile and its current value.',
    response: listOf(quirkAnswer),
    returns: 'A list of { name, about, values, value, profiles }',
    handle: ({ emulation }) =>
      QUIRK_NAMES.map((name) => {
        const { about, values, seed, observed, legacy } = QUIRKS[name];
        return {
          name,
          about,
          values,
          value: emulation.world.settings.quirks[name],
          profiles: { seed, observed, legacy },
        };
      }),
  }),
  route<{ body: { profile?: Profile; quirks?: Partial<Quirks> } }>({
    method: 'PUT',
    path: '/quirks',
    tag: 'quirks',
    summary: 'Sets single quirks, or all quirks of a profile and then single ones.',
    body: object({ profile: { type: 'string', enum: PROFILES }, quirks: quirksSchema }),
    returns: 'The readings in force',
    handle: ({ emulation: { world }, body }) => {
      const base = body.profile === undefined ? world.settings.quirks : quirksOf(body.profile);
      world.settings = { ...world.settings, quirks: { ...base, ...body.quirks } };
      world.changed('settings');
      return world.settings.quirks;
    },
  }),
  route<{ body: SettingsChange }>({
    method: 'PUT',
    path: '/settings',
    tag: 'emulator',
    summary: 'Changes delays, the retry policy or the delivery rules. Omitted settings keep their values.',
    body: object({
      acceptMs: seedSchema.properties.acceptMs,
      deliveryMs: seedSchema.properties.deliveryMs,
      registryDelayMs: seedSchema.properties.registryDelayMs,
      retry: retrySchema,
      webhookConcurrency: { type: 'integer', minimum: 1, maximum: 1000 },
      rules: { type: 'array', items: ruleSchema },
    }),
    returns: 'The settings in force',
    handle: ({ emulation: { world }, body }) => {
      const { retry, ...rest } = body;
      world.settings = { ...world.settings, ...rest, retry: { ...world.settings.retry, ...retry } };
      world.changed('settings');
      return world.settings;
    },
  }),
  route({
    method: 'GET',
    path: '/accounts',
    tag: 'accounts',
    summary: 'Lists the accounts.',
    returns: 'A list of accounts',
    handle: ({ emulation }) =>
      [...emulation.world.accounts.values()].map((account) => accountView(emulation, account)),
  }),
  route<{ params: { key: string }; body: Omit<AccountSeed, 'key'> }>({
    method: 'PUT',
    path: '/accounts/:key',
    tag: 'accounts',
    summary:
      'Adds an account, or replaces its settings and balance and keeps its orders, blacklist and consents.',
    params: object({ key: text }, ['key']),
    body: object(accountProperties(), ['hash']),
    returns: 'The account',
    handle: ({ emulation, params, body }) => {
      const account = addAccount(emulation.world, { ...body, key: params.key });
      emulation.world.changed('accounts');
      return accountView(emulation, account);
    },
  }),
  route<{ params: { key: string }; body: AccountChange }>({
    method: 'PATCH',
    path: '/accounts/:key',
    tag: 'accounts',
    summary:
      "Changes single settings of an account, as the provider's panel does: API access, an approved sender, the balance. Abroad mode converts credits into TL.",
    params: object({ key: text }, ['key']),
    body: object(accountProperties()),
    returns: 'The account',
    handle: ({ emulation, params, body }) => {
      const account = known(emulation, params.key);
      if (body.billing === 'credits' && (body.abroad ?? account.abroad)) {
        throw new ControlError(
          400,
          'An account in abroad mode is billed in TL. Leave billing out, or set abroad to false as well.',
        );
      }
      changeAccount(account, body);
      block(emulation.world, account, body.blacklist ?? []);
      emulation.world.changed('accounts');
      return accountView(emulation, account);
    },
  }),
];

function known(emulation: Emulation, key: string): Account {
  const account = emulation.world.accounts.get(key);
  if (account) return account;
  throw new ControlError(404, 'No account has this key. GET /_emulator/accounts lists them.');
}

function accountProperties() {
  const { key: _key, ...properties } = accountSchema.properties;
  return properties;
}

function accountView({ world }: Emulation, account: Account) {
  return {
    ...account,
    balance: fromUnits(account.billing, account.balance),
    orders: world.ordersOf.get(account.key)?.length ?? 0,
    blacklisted: world.blacklistOf(account.key).size,
  };
}
