import {
  isCallError,
  type AcceptedOrder,
  type Audience,
  AbortedError,
  type CallError,
  type E164,
  type OrderMessage,
  type ParsedOrder,
} from 'iletimerkezi-core';
import type { Kysely } from 'kysely';
import { requireText } from '../../common/inputs.js';
import { requireRecipients } from '../ledger/ledger-input.js';
import { normalised } from '../ledger/record-batch.js';
import { storageOff } from '../../storage/storage.errors.js';
import { newId } from '../../common/ids.js';
import { type CommercialSend, JudgeRepository, type Judged } from '../../storage/ledger/judge.repository.js';
import type { NewGuard } from '../../storage/outbox/enqueue.js';
import type { Tables } from '../../storage/schema.js';
import type { ConsentChecker } from '../registry/consent-checker.js';
import { guardOf, type GuardRules } from '../../options/consents.options.js';
import { RecipientsWithheldError, TooManyToCheckError, type WithheldRecipient } from './withheld.js';

/** Questions that a direct send waits for: ten seconds' worth at the default pace. */
export const DIRECT_CHECKS = 200;

/** The provider's order ids have some ten digits. */
const LONGEST_ORDER_ID = 64;

type CommercialOrder = ParsedOrder & { kind: 'commercial' };

/** Recipients of a commercial message, sorted by whether they may get it. */
export interface GuardVerdict {
  /** Who gets it, with the ledger's record that it rests on; null where the policy lets unknown ones go. */
  readonly granted: ReadonlyMap<string, number | null>;
  readonly withheld: readonly WithheldRecipient[];
  /** About whom the registry would be asked first; only with `ask: false`. */
  readonly open: readonly string[];
  /** Why the registry could not be asked about all of them, where that was so. */
  readonly failure?: CallError;
}

/** What a direct commercial send relied on, see {@link ConsentGuard.reliedOn}. */
export type ReliedOn = CommercialSend & { readonly sentAt: Date };

/**
 * Keeps commercial messages from going to whom they may not, by `consents.policy`. `SmsService` and `OutboxService`
 * ask it by themselves; ask it yourself to show beforehand who would be left out.
 *
 * @example
 * const { granted, withheld, open } = await guard.judge(numbers, 'BIREYSEL', { ask: false });
 */
export class ConsentGuard {
  readonly #repository: JudgeRepository | undefined;

  /** @param rules undefined where there is no brand code, and so no ledger to judge by. */
  constructor(
    private readonly account: string,
    db: Kysely<Tables> | undefined,
    private readonly rules: GuardRules | undefined,
    private readonly checker: Pick<ConsentChecker, 'checkMany'>,
  ) {
    this.#repository = db && new JudgeRepository(db);
  }

  /** Whether commercial sends are guarded: with `storage` and `brandCode`. */
  get isOn(): boolean {
    return this.#repository !== undefined && this.rules !== undefined;
  }

  /**
   * Judges recipients of a commercial message; numbers are compared in E.164.
   * @param options `ask: false` asks the registry nothing; whom it would ask about is in `open`.
   * @throws TooManyToCheckError before anything is asked; StorageError `storage-off`, LedgerError `brand-code-missing`.
   */
  async judge(
    recipients: readonly string[],
    audience: Audience,
    options: { ask?: boolean; signal?: AbortSignal } = {},
  ): Promise<GuardVerdict> {
    this.#on(audience);
    requireRecipients(recipients, { recipientType: audience, channel: 'MESAJ' });
    const numbers = recipients.map((recipient) => normalised(recipient, 'MESAJ'));
    return this.#judge(numbers, audience, options);
  }

  async #judge(
    numbers: readonly string[],
    audience: Audience,
    { ask = true, signal }: { ask?: boolean; signal?: AbortSignal | undefined },
  ): Promise<GuardVerdict> {
    const { repository, guard } = this.#on(audience);
    const judged = await repository.judge([...new Set(numbers)], guard);
    const open = judged.filter(({ consent }) => consent === 'open').map(({ recipient }) => recipient);
    if (!ask || open.length === 0) return sorted(judged);
    const limit = Math.min(DIRECT_CHECKS, guard.checksPerOrder);
    if (open.length > limit) throw new TooManyToCheckError(open.length, limit);
    return this.#ask(repository, guard, judged, open, signal);
  }

  async #ask(
    repository: JudgeRepository,
    guard: NewGuard,
    judged: readonly Judged[],
    open: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<GuardVerdict> {
    const began = await repository.now();
    const keys = open.map((recipient) => ({
      recipient,
      recipientType: guard.audience,
      channel: 'MESAJ' as const,
    }));
    const { brandCode, cacheMs } = guard;
    const results = await this.checker.checkMany(keys, { brandCode, maxAgeMs: cacheMs, signal });
    if (signal?.aborted) throw abortedBeforeSending();
    const notCheckable = new Set<string>();
    let failure: CallError | undefined;
    for (const result of results) {
      if (result.ok) continue;
      if (result.reason === 'not-checkable') notCheckable.add(result.key.recipient);
      failure ??= result.error;
    }
    const again = await repository.judge(open, guard, began);
    const { granted, withheld } = sorted([
      ...judged.filter(({ consent }) => consent !== 'open'),
      ...again.filter(({ consent }) => consent !== 'open'),
    ]);
    const rest = again
      .filter(({ consent }) => consent === 'open')
      .map(({ recipient }) => ({
        recipient,
        reason: notCheckable.has(recipient) ? ('not-checkable' as const) : ('not-checked' as const),
        position: null,
      }));
    return { granted, withheld: [...withheld, ...rest], open: [], ...(failure && { failure }) };
  }

  /**
   * Judges a commercial order that is about to be sent.
   * @param order checked, its numbers in E.164.
   * @internal
   */
  async prepare(order: CommercialOrder, signal: AbortSignal | undefined): Promise<GuardedSend> {
    const { repository, guard } = this.#on(order.audience);
    const verdict = await this.#judge(recipientsOf(order), order.audience, { signal });
    const { granted, withheld, failure } = verdict;
    if (granted.size === 0) throw new RecipientsWithheldError(withheld, failure);
    return new GuardedSend(this.account, repository, guard, order, verdict);
  }

  /**
   * What a direct commercial send relied on, by the provider's order id: the ledger's records, and who went without
   * one. Undefined for other orders. Orders of the outbox: `Campaign.recipients`.
   */
  async reliedOn(orderId: string): Promise<ReliedOn | undefined> {
    if (this.#repository === undefined) throw storageOff();
    requireText('orderId', orderId, LONGEST_ORDER_ID);
    return this.#repository.reliedOn(this.account, orderId);
  }

  #on(audience: Audience): { repository: JudgeRepository; guard: NewGuard } {
    const guard = guardOf(this.rules, { kind: 'commercial', audience });
    if (this.#repository === undefined || guard === undefined) throw storageOff();
    return { repository: this.#repository, guard };
  }
}

const abortedBeforeSending = (): AbortedError =>
  new AbortedError({
    code: 'aborted',
    summary: 'The order was cancelled while consents were looked up. Nothing was sent.',
    retryable: true,
    endpoint: 'send-sms',
  });

/** A commercial order whose recipients were judged, and which leaves when its turn has come. @internal */
export class GuardedSend {
  #granted: ReadonlyMap<string, number | null>;
  #withheld: readonly WithheldRecipient[];

  constructor(
    private readonly account: string,
    private readonly repository: JudgeRepository,
    private readonly guard: NewGuard,
    private readonly order: CommercialOrder,
    { granted, withheld }: GuardVerdict,
  ) {
    this.#granted = granted;
    this.#withheld = withheld;
  }

  get recipients(): number {
    return this.#granted.size;
  }

  get withheld(): readonly WithheldRecipient[] {
    return this.#withheld;
  }

  /**
   * Looks once more who has refused while the order waited, writes down what it relies on, and sends what is left.
   * @throws RecipientsWithheldError when nobody is left; what `call` throws.
   */
  async send(call: (order: CommercialOrder) => Promise<AcceptedOrder>): Promise<AcceptedOrder> {
    await this.#lookAgain();
    const left = withOnly(this.order, this.#granted);
    if (left === undefined) throw new RecipientsWithheldError(this.#withheld);
    const id = newId();
    await this.#keep(id);
    let accepted: AcceptedOrder;
    try {
      accepted = await call(left);
    } catch (error) {
      if (isCallError(error) && error.outcome === 'not-applied') await this.repository.forget(id);
      throw error;
    }
    // The order has gone: that its id cannot be noted must not look like a failed send.
    await this.repository.accepted(id, accepted.orderId).catch(() => undefined);
    return accepted;
  }

  async #lookAgain(): Promise<void> {
    const refusing = await this.repository.refusing([...this.#granted.keys()], this.guard);
    if (refusing.length === 0) return;
    const granted = new Map(this.#granted);
    for (const { recipient } of refusing) granted.delete(recipient);
    this.#granted = granted;
    this.#withheld = [
      ...this.#withheld,
      ...refusing.map(({ recipient, position }) => ({ recipient, reason: 'refused' as const, position })),
    ];
  }

  async #keep(id: string): Promise<void> {
    const { brandCode, audience, policy } = this.guard;
    const entries = [...this.#granted];
    await this.repository.keep(id, {
      account: this.account,
      brandCode,
      audience,
      policy,
      positions: entries.flatMap(([, position]) => position ?? []),
      allowed: entries.flatMap(([recipient, position]) => (position === null ? [recipient] : [])),
      withheld: this.#withheld.length,
    });
  }
}

function sorted(judged: readonly Judged[]): GuardVerdict {
  const granted = new Map<string, number | null>();
  const withheld: WithheldRecipient[] = [];
  const open: string[] = [];
  for (const { recipient, consent, position } of judged) {
    if (consent === 'open') open.push(recipient);
    else if (consent === 'granted' || consent === 'allowed') granted.set(recipient, position);
    else withheld.push({ recipient, reason: consent, position });
  }
  return { granted, withheld, open };
}

const messagesOf = (order: CommercialOrder): readonly OrderMessage<E164>[] =>
  'messages' in order ? order.messages : [order];

const recipientsOf = (order: CommercialOrder): E164[] =>
  messagesOf(order).flatMap(({ recipients }) => recipients);

/** The order with those recipients alone; texts that nobody is left for go too. */
function withOnly(
  { sender, sendAt, kind, audience, ...content }: CommercialOrder,
  granted: ReadonlyMap<string, unknown>,
): CommercialOrder | undefined {
  const messages = ('messages' in content ? content.messages : [content])
    .map(({ text, recipients }) => ({
      text,
      recipients: recipients.filter((recipient) => granted.has(recipient)),
    }))
    .filter(({ recipients }) => recipients.length > 0);
  const [only] = messages;
  if (only === undefined) return undefined;
  const head = { sender, sendAt, kind, audience };
  return messages.length === 1 ? { ...head, ...only } : { ...head, messages };
}
