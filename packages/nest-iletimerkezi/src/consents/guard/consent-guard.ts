import { AbortedError, type Audience, type CallError, type E164, type InputError } from 'iletimerkezi-core';
import { requireText } from '../../common/inputs.js';
import { guardOf } from '../../options/consents.options.js';
import type { GuardRules } from '../../options/guard-rules.js';
import { type CommercialSend, JudgeRepository, type Judged } from '../../storage/ledger/judge.repository.js';
import type { NewGuard } from '../../storage/outbox/enqueue.js';
import { storageOff } from '../../storage/storage.errors.js';
import type { ConsentStore } from '../consent-store.js';
import { LedgerError } from '../ledger/ledger.errors.js';
import { parseNumbers } from '../recipients.js';
import type { ConsentChecker } from '../registry/consent-checker.js';
import { type CommercialOrder, GuardedSend, recipientsOf } from './guarded-send.js';
import { RecipientsWithheldError, TooManyToCheckError, type WithheldRecipient } from './withheld.js';

/** Recipients that a direct send looks up at most: ten seconds at the default rate. */
export const DIRECT_CHECKS = 200;

/** The provider's order ids have some ten digits. */
const LONGEST_ORDER_ID = 64;

/** Recipients of a commercial message by whether they get it. */
export interface ConsentPreview {
  /**
   * Recipients that get the message, in E.164, with the position of the ledger's record; null where the policy sends
   * without one.
   */
  readonly granted: ReadonlyMap<E164, number | null>;
  readonly withheld: readonly WithheldRecipient[];
  /** Recipients that a send would look up at İYS first; empty with `check`. */
  readonly unchecked: readonly E164[];
  /** The error of a check that failed; the recipients it concerns are withheld as `not-checked`. */
  readonly failure?: CallError | InputError;
}

export interface PreviewOptions {
  /** Looks up unknown and stale recipients at İYS, 200 at most, as a direct send does. Default false. */
  readonly check?: boolean;
  /** Ends the checks. */
  readonly signal?: AbortSignal;
}

/** The records that a direct commercial send relied on. */
export type SendBasis = CommercialSend & { readonly sentAt: Date };

/** Removes recipients without consent from commercial messages, by the option `consents.policy`. */
export class ConsentGuard {
  /** @param rules undefined without a brand code. */
  constructor(
    private readonly store: ConsentStore,
    private readonly rules: GuardRules | undefined,
    private readonly checker: Pick<ConsentChecker, 'checkMany'>,
  ) {}

  /** Whether commercial sends are guarded: with the options `storage` and `brandCode`. */
  get isOn(): boolean {
    return this.store.hasStorage && this.rules !== undefined;
  }

  /** Implements `ConsentsService.preview`. */
  async preview(
    recipients: readonly string[],
    audience: Audience,
    { check = false, signal }: PreviewOptions = {},
  ): Promise<ConsentPreview> {
    const guard = this.#guardOf(audience);
    const numbers = parseNumbers(recipients, audience);
    return check ? this.#judge(numbers, guard, signal) : sorted(await this.#repository.judge(numbers, guard));
  }

  /**
   * Judges a commercial order that is about to be sent, and looks up what is unknown or stale.
   * @param order validated, its numbers in E.164.
   */
  async prepare(order: CommercialOrder, signal: AbortSignal | undefined): Promise<GuardedSend> {
    const guard = this.#guardOf(order.audience);
    const preview = await this.#judge([...new Set(recipientsOf(order))], guard, signal);
    const { granted, withheld, failure } = preview;
    if (granted.size === 0) throw new RecipientsWithheldError(withheld, failure);
    return new GuardedSend({
      account: this.store.account.name,
      repository: this.#repository,
      guard,
      order,
      preview,
    });
  }

  /** Implements `ConsentsService.sendBasis`. */
  async sendBasis(orderId: string): Promise<SendBasis | undefined> {
    const repository = this.#repository;
    requireText('orderId', orderId, LONGEST_ORDER_ID);
    return repository.reliedOn(this.store.account.name, orderId);
  }

  async #judge(
    numbers: readonly E164[],
    guard: NewGuard,
    signal: AbortSignal | undefined,
  ): Promise<ConsentPreview> {
    const judged = await this.#repository.judge(numbers, guard);
    const open = judged.filter(isOpen).map(({ recipient }) => recipient);
    if (open.length === 0) return sorted(judged);
    const limit = Math.min(DIRECT_CHECKS, guard.checksPerOrder);
    if (open.length > limit) throw new TooManyToCheckError(open.length, limit);
    return this.#check(guard, judged, open, signal);
  }

  async #check(
    guard: NewGuard,
    judged: readonly Judged[],
    open: readonly E164[],
    signal: AbortSignal | undefined,
  ): Promise<ConsentPreview> {
    const startedAt = await this.#repository.now();
    const { brandCode, cacheMs, audience: recipientType } = guard;
    const keys = open.map((recipient) => ({ recipient, recipientType, channel: 'MESAJ' as const }));
    const results = await this.checker.checkMany(keys, { brandCode, maxAgeMs: cacheMs, signal });
    if (signal?.aborted) throw abortedBeforeSending();
    const notCheckable = new Set<string>();
    let failure: ConsentPreview['failure'];
    for (const result of results) {
      if (result.ok) continue;
      if (result.reason === 'not-checkable') notCheckable.add(result.key.recipient);
      failure ??= result.error;
    }
    const again = await this.#repository.judge(open, guard, startedAt);
    const { granted, withheld, unchecked } = sorted([...judged.filter((one) => !isOpen(one)), ...again]);
    const rest = unchecked.map((recipient) => ({
      recipient,
      reason: notCheckable.has(recipient) ? ('not-checkable' as const) : ('not-checked' as const),
      position: null,
    }));
    return { granted, withheld: [...withheld, ...rest], unchecked: [], ...(failure && { failure }) };
  }

  /** @throws StorageError `storage-off`; LedgerError `brand-code-missing`. */
  #guardOf(audience: Audience): NewGuard {
    const guard = guardOf(this.rules, { kind: 'commercial', audience });
    if (guard !== undefined && this.store.hasStorage) return guard;
    throw this.store.hasStorage ? new LedgerError('brand-code-missing') : storageOff();
  }

  get #repository(): JudgeRepository {
    return new JudgeRepository(this.store.database);
  }
}

const isOpen = ({ consent }: Judged): boolean => consent === 'open';

const abortedBeforeSending = (): AbortedError =>
  new AbortedError({
    code: 'aborted',
    summary: 'The order was cancelled while consents were looked up. Nothing was sent.',
    retryable: true,
    endpoint: 'send-sms',
  });

function sorted(judged: readonly Judged[]): ConsentPreview {
  const granted = new Map<E164, number | null>();
  const withheld: WithheldRecipient[] = [];
  const unchecked: E164[] = [];
  for (const { recipient, consent, position } of judged) {
    if (consent === 'open') unchecked.push(recipient);
    else if (consent === 'granted' || consent === 'allowed') granted.set(recipient, position);
    else withheld.push({ recipient, reason: consent, position });
  }
  return { granted, withheld, unchecked };
}
