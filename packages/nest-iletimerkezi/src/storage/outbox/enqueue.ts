import type { E164 } from 'iletimerkezi-core';
import { APPEND_EVENTS, eventType } from '../events/append-event.js';
import { isFollowed } from '../events/followed-streams.js';
import { type Kysely, CompiledQuery, type Transaction } from 'kysely';
import type { HostTransaction } from '../host-transaction.js';
import type { GuardRules } from '../../options/guard-rules.js';
import type { SpendRules } from '../../options/spend.options.js';
import type { Lane, Tables } from '../schema.js';
import { CampaignSpend } from '../spend/campaign-spend.js';
import { SpendLimitError } from '../spend/spend-limit.error.js';
import {
  countIn,
  GIVEN_RECIPIENTS,
  GUARD,
  NEW_GUARDED_EVENTS,
  NEW_GUARDED_ORDER,
  NEW_JUDGED_RECIPIENTS,
} from './enqueue-guarded.js';
import { CHECKS_CHANNEL, type LocalWorkers, ORDERS_CHANNEL, ordersChannel } from './wake.js';

/** An order to insert. Texts are referred to by their index, and each recipient has the index of its text. */
export interface NewOrder {
  readonly id: string;
  readonly campaign: string;
  readonly account: string;
  readonly lane: Lane;
  readonly sender: string;
  readonly kind: 'transactional' | 'commercial';
  readonly audience?: 'BIREYSEL' | 'TACIR';
  readonly texts: readonly string[];
  readonly sendAt?: Date;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly recipientCount: number;
  readonly resendOf?: string;
  /** Whether the texts are erased as soon as the order was sent or has ended, because they contain a secret. */
  readonly confidential?: boolean;
  /** The account of its credits in the spend limits; undefined without limits. */
  readonly spend?: NewSpend;
}

/** The account of an order's credits. */
export interface NewSpend {
  readonly rules: SpendRules;
  /** The parts of each of its texts. */
  readonly parts: readonly number[];
}

export interface NewCampaign {
  readonly id: string;
  readonly account: string;
  readonly dedupeKey?: string;
  readonly duplicates?: number;
  /** The digest of its content, if it has a `dedupeKey`. */
  readonly digest?: string;
}

/** The campaign that has the key. */
export interface TakenCampaign {
  readonly id: string;
  /** Set for a campaign that existed before; the digest is null if its content is unknown. */
  readonly earlier?: { readonly digest: string | null };
}

export interface NewRecipients {
  readonly campaign: string;
  readonly order: string;
  readonly numbers: readonly E164[];
  /** Parallel to `numbers`; omitted if all recipients have the order's first text. */
  readonly textIndexes?: readonly number[];
}

/** The rules by which the recipients of a commercial order are judged, if there is a ledger. */
export interface NewGuard extends GuardRules {
  readonly audience: 'BIREYSEL' | 'TACIR';
  /** Maximum age of an answer of the registry, in milliseconds. */
  readonly cacheMs: number;
}

const INSERT_CAMPAIGN = `
  insert into iletimerkezi.campaigns (id, account, dedupe_key, duplicates, content_digest)
  select (c->>'id')::uuid, c->>'account', c->>'dedupeKey', coalesce((c->>'duplicates')::integer, 0), c->>'digest' from (select j->'campaign' as c from input) _`;

const NEW_CAMPAIGN = `${INSERT_CAMPAIGN}
  on conflict (account, dedupe_key) where dedupe_key is not null do nothing
  returning id`;

const NEW_ORDER = `
  insert into iletimerkezi.orders
    (id, campaign_id, account, lane, sender, kind, audience, texts, send_at, not_before, not_after, recipient_count, resend_of,
      confidential)
  select (o->>'id')::uuid, (o->>'campaign')::uuid, o->>'account', o->>'lane', o->>'sender', o->>'kind', o->>'audience',
    array(select jsonb_array_elements_text(o->'texts')),
    (o->>'sendAt')::timestamptz, coalesce((o->>'notBefore')::timestamptz, now()), (o->>'notAfter')::timestamptz,
    (o->>'recipientCount')::integer, (o->>'resendOf')::uuid, coalesce((o->>'confidential')::boolean, false)
  from (select j->'order' as o from input) _`;

const NEW_RECIPIENTS = `
  insert into iletimerkezi.recipients (campaign_id, order_id, number, text_index)
  select given.campaign, given.order_id, n.number,
    coalesce((given.indexes->>(n.position::integer - 1))::integer, 0)
  from ${GIVEN_RECIPIENTS}
  cross join jsonb_array_elements_text(given.numbers) with ordinality as n (number, position)`;

const NEW_EVENT = `
  ${APPEND_EVENTS}
  select o->>'account', ${eventType('queued')}, (o->>'campaign')::uuid, (o->>'id')::uuid, '{}'::jsonb from (select j->'order' as o from input) _ where ${isFollowed('events')}`;

/**
 * Notifies the workers of all instances, unless a worker of this one is woken. Notifications are cast to text, because
 * some libraries cannot read a column of the type void.
 */
const WAKE = `case when not input.j ? 'wakesOwn'
  then pg_notify('${ORDERS_CHANNEL}' || (input.j->'order'->>'lane'), input.j->'order'->>'account')::text end`;

const WAKE_CHECKS = `pg_notify('${CHECKS_CHANNEL}', input.j->'order'->>'account')::text as checks`;

const NEW_MESSAGE = `with input as (select ($1::text)::jsonb as j),
campaign as (${NEW_CAMPAIGN}),
placed as (${NEW_ORDER} where exists (select from campaign)),
put as (${NEW_RECIPIENTS} where exists (select from campaign)),
logged as (${NEW_EVENT} and exists (select from campaign))`;

const ENQUEUED = `
select campaign.id, ${WAKE} from input, campaign`;

/**
 * Inserts one campaign with one order, which is the usual case, in one statement. Inserts nothing if the key exists.
 */
const ENQUEUE = NEW_MESSAGE + ENQUEUED;

/** Inserts several campaigns without keys, with one order each, in one statement. */
export const ENQUEUE_ALL = `with input as (select j from jsonb_array_elements(($1::text)::jsonb) as j),
campaign as (${INSERT_CAMPAIGN}),
placed as (${NEW_ORDER}),
put as (${NEW_RECIPIENTS}),
logged as (${NEW_EVENT})
select pg_notify('${ORDERS_CHANNEL}' || lane, account)::text
from (select distinct j->'order'->>'lane' as lane, j->'order'->>'account' as account
  from input where not j ? 'wakesOwn') _`;

const ENQUEUE_GUARDED = `with input as (select ($1::text)::jsonb as j), ${GUARD},
campaign as (${NEW_CAMPAIGN}),
put as (${NEW_JUDGED_RECIPIENTS} where exists (select from campaign) returning status, consent),
${countIn('put')},
placed as (${NEW_GUARDED_ORDER} where exists (select from campaign)),
logged as (${NEW_GUARDED_EVENTS} and exists (select from campaign))
select campaign.id, ${WAKE}, ${WAKE_CHECKS} from input, campaign`;

const BEGIN_CAMPAIGN = `with input as (select ($1::text)::jsonb as j), campaign as (${NEW_CAMPAIGN}) select id from campaign`;

/** The input is parsed once. A generic plan would parse it again for each use. */
const ADD_RECIPIENTS = `with input as materialized (select ($1::text)::jsonb as j),
put as (${NEW_RECIPIENTS} on conflict do nothing returning 1) select count(*)::integer as added from put`;

const ADD_ORDER = `with input as (select ($1::text)::jsonb as j), placed as (${NEW_ORDER}), logged as (${NEW_EVENT})
select ${WAKE} from input`;

const ADD_JUDGED_RECIPIENTS = `with input as materialized (select ($1::text)::jsonb as j), ${GUARD},
put as (${NEW_JUDGED_RECIPIENTS} on conflict do nothing returning 1) select count(*)::integer as added from put`;

const ADD_GUARDED_ORDER = `with input as (select ($1::text)::jsonb as j), ${GUARD},
${countIn("(select status, consent from iletimerkezi.recipients, input where order_id = (input.j->'order'->>'id')::uuid) r")},
placed as (${NEW_GUARDED_ORDER}), logged as (${NEW_GUARDED_EVENTS})
select ${WAKE}, ${WAKE_CHECKS} from input`;

const FINISH_CAMPAIGN = `with input as (select ($1::text)::jsonb as j)
update iletimerkezi.campaigns set duplicates = (input.j->>'duplicates')::integer, content_digest = input.j->>'digest'
from input where id = (input.j->>'id')::uuid`;

/** Orders and recipients are deleted with their campaign. */
const DISCARD_CAMPAIGN = `with input as (select ($1::text)::jsonb as j),
forgotten as (delete from iletimerkezi.events using input where campaign_id = (input.j->>'id')::uuid)
delete from iletimerkezi.campaigns using input where campaigns.id = (input.j->>'id')::uuid`;

const FIND_BY_KEY = `with input as (select ($1::text)::jsonb as j)
select campaigns.id, content_digest as digest from iletimerkezi.campaigns, input
where account = input.j->>'account' and dedupe_key = input.j->>'dedupeKey'`;

/** Rows of other tables that are inserted in the statement of a new campaign, if the campaign is new. */
export interface RowsBeside {
  /** Common table expressions that refer to the tables `campaign` and `input`. `input.j->'beside'` is the input. */
  readonly ctes: string;
  readonly input: object;
}

/** Writes messages that fit into one order. */
export interface NewMessages {
  /** @returns the campaign that has this key: the new one, or the existing one. */
  enqueue(
    campaign: NewCampaign,
    order: NewOrder,
    recipients: NewRecipients,
    guard: NewGuard | undefined,
  ): Promise<TakenCampaign>;
}

/** Writes campaigns, orders and recipients, in a transaction of the host or of the module. */
export class EnqueueStatements implements NewMessages {
  /**
   * @param workers the workers of this process, if `tx` commits each statement, or they are woken after its commit.
   * @param beside is inserted with each transactional message.
   */
  constructor(
    private readonly tx: HostTransaction,
    private readonly workers?: LocalWorkers,
    private readonly beside?: RowsBeside,
  ) {}

  /**
   * @throws SpendLimitError when the order exceeds a spend limit. The transaction contains nothing of the campaign then, so
   * that the host may commit its other changes.
   */
  async enqueue(
    campaign: NewCampaign,
    { spend, ...order }: NewOrder,
    recipients: NewRecipients,
    guard: NewGuard | undefined,
  ): Promise<TakenCampaign> {
    const own = wakesOwn(this.workers, order);
    const { beside } = this;
    const rows = await this.#run(statementFor(guard, beside), {
      campaign,
      order,
      recipients,
      guard,
      beside: beside?.input,
      ...own,
    });
    if (own && rows.length > 0) wake(this.workers, order);
    if (rows.length === 0) return this.#existing(campaign);
    if (spend) await this.#charge(order, spend);
    return { id: campaign.id };
  }

  async #charge(order: NewOrder, spend: NewSpend): Promise<void> {
    const campaign = this.spendOf(spend.rules);
    try {
      await campaign.add(order, spend.parts);
      await campaign.reserve();
    } catch (error) {
      if (error instanceof SpendLimitError) await this.discard(order.campaign);
      throw error;
    }
  }

  /** Returns the credits of a campaign, to be counted in this transaction. */
  spendOf(rules: SpendRules): CampaignSpend {
    return new CampaignSpend(this.tx, rules);
  }

  /** @returns the new id, or the existing campaign with the key. */
  async begin(campaign: NewCampaign): Promise<TakenCampaign> {
    const rows = await this.#run(BEGIN_CAMPAIGN, { campaign });
    return rows.length > 0 ? { id: campaign.id } : this.#existing(campaign);
  }

  /** @returns how many recipients were new to the campaign. */
  async addRecipients(recipients: NewRecipients, guard: NewGuard | undefined): Promise<number> {
    const statement = guard === undefined ? ADD_RECIPIENTS : ADD_JUDGED_RECIPIENTS;
    const [row] = await this.#run(statement, { recipients, guard });
    return Number(row?.['added']);
  }

  async addOrder(order: Omit<NewOrder, 'spend'>, guard: NewGuard | undefined): Promise<void> {
    await this.#run(guard === undefined ? ADD_ORDER : ADD_GUARDED_ORDER, { order, guard });
  }

  /** Completes a campaign once all of its recipients were read. */
  async finish(id: string, duplicates: number, digest: string | undefined): Promise<void> {
    await this.#run(FINISH_CAMPAIGN, { id, duplicates, digest });
  }

  /** Removes a campaign that was begun in this transaction, so that the host may commit its other changes. */
  async discard(id: string): Promise<void> {
    await this.#run(DISCARD_CAMPAIGN, { id });
  }

  async #existing({ account, dedupeKey }: NewCampaign): Promise<TakenCampaign> {
    const [row] = await this.#run(FIND_BY_KEY, { account, dedupeKey });
    const { id, digest } = row ?? {};
    if (typeof id === 'string')
      return { id, earlier: { digest: typeof digest === 'string' ? digest : null } };
    throw new Error(
      'Another transaction enqueued the same dedupeKey and this one cannot see it. ' +
        'Run the transaction again (it has to be READ COMMITTED to see it at once).',
    );
  }

  #run(text: string, input: object): Promise<readonly Record<string, unknown>[]> {
    return this.tx.run(text, JSON.stringify(input));
  }
}

function statementFor(guard: NewGuard | undefined, beside: RowsBeside | undefined): string {
  if (guard) return ENQUEUE_GUARDED;
  return beside ? `${NEW_MESSAGE},${beside.ctes}${ENQUEUED}` : ENQUEUE;
}

/** Returns the part of the input that replaces the notification, if a worker of this process can claim the order. */
export const wakesOwn = (
  workers: LocalWorkers | undefined,
  { lane, account }: Pick<NewOrder, 'lane' | 'account'>,
): { readonly wakesOwn: true } | undefined =>
  workers?.canClaim(ordersChannel(lane), account) ? { wakesOwn: true } : undefined;

/** Wakes the workers of this process after the commit. */
export function wake(
  workers: LocalWorkers | undefined,
  { lane, account }: Pick<NewOrder, 'lane' | 'account'>,
): void {
  workers?.wake(ordersChannel(lane), account);
}

/** Uses a connection or transaction of the module in place of the host's. */
export function ownTransaction(db: Kysely<Tables> | Transaction<Tables>): HostTransaction {
  return {
    run: async (text, json) => {
      const { rows } = await db.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, [json]));
      return rows;
    },
  };
}
