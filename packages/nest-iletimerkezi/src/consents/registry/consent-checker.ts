import {
  type CallError,
  Faults,
  type IletimerkeziClient,
  type InputError,
  isCallError,
  isInputError,
} from 'iletimerkezi-core';
import type { Kysely } from 'kysely';
import { currentStates, learnAnswers, type Learnt } from './learn-answers.js';
import type { ConsentStore } from '../consent-store.js';
import { type ConsentKey, keyText, type ParsedConsentKey } from '../../storage/ledger/consent-key.js';
import {
  ChecksRepository,
  type NewAnswer,
  type RegistryAnswer,
} from '../../storage/ledger/checks.repository.js';
import { LONGEST_CACHE_MS } from '../../options/consents.options.js';
import { Batcher } from '../../storage/outbox/batcher.js';
import type { Tables } from '../../storage/schema.js';
import { RegistryRateLimiter } from './registry-rate-limiter.js';

/**
 * Checks a second. The provider publishes no limit for iys-check, asks for fair use, and may throttle.
 * Source: provider documentation, overview, usage limits.
 */
export const CHECKS_PER_SECOND = 20;

/** Concurrent requests: enough for the rate at 400 ms a response. */
const AT_ONCE = 8;

/** Failures in a row after which the remaining keys are not checked. */
const MAX_FAILURES = 3;

/** Not retryable without operator action. Source: provider documentation, iys-check, 401 and 403. */
const STOPPERS: ReadonlySet<string> = new Set([
  'unauthorized',
  'no-iys-subscription',
  'credentials-unavailable',
]);

const TOO_MANY_REQUESTS = 429;

/** Options of a check. */
export interface CheckOptions {
  /** Default: the option `brandCode`. */
  brandCode?: string;
  /** Maximum number of requests of this call. Further keys fail with `budget`. Stored answers need no request. */
  budget?: number;
  /** Maximum age of a stored answer in milliseconds; default and maximum one hour. 0 always makes a request. */
  maxAgeMs?: number;
  /** Ends the call. Keys without an answer fail with `aborted`; answers are stored. */
  signal?: AbortSignal;
}

/** The answer of İYS for a key. Changes are in the ledger already. */
export interface ConsentCheck extends Learnt {
  readonly ok: true;
  readonly key: ParsedConsentKey;
  /**
   * `granted`, `refused`: the newest record at İYS. `none`: no record for this type and channel. `unknown-recipient`: no
   * record of the recipient, or the brand code is not the account's.
   */
  readonly answer: RegistryAnswer;
  /** The source of İYS's newest record, where it returns one. */
  readonly source: string | undefined;
  /** The date of İYS's newest record, where it returns one. */
  readonly consentDate: Date | undefined;
  /** Whether a stored answer was used. */
  readonly cached: boolean;
}

/** A key without an answer. Nothing was stored for it. */
export type ConsentCheckFailure = { readonly ok: false; readonly key: ConsentKey } & (
  | {
      /** `budget`: the call had no requests left. `aborted`: the signal fired. */
      readonly reason: 'budget' | 'aborted';
      readonly error?: undefined;
    }
  | {
      /** `not-checkable`: İYS accepts no such recipient. */
      readonly reason: 'not-checkable';
      readonly error: InputError;
    }
  | {
      /**
       * `provider`: the request failed; after 401, 403, 429, or three failures in a row the remaining keys are not requested
       * and have the same error.
       */
      readonly reason: 'provider';
      readonly error: CallError;
    }
);

export type ConsentCheckResult = ConsentCheck | ConsentCheckFailure;

/**
 * Checks recipients at İYS and records what is new, for `ConsentsService.registry`, the guard and the verification.
 */
export class ConsentChecker {
  #turns: RegistryRateLimiter | undefined;

  constructor(
    private readonly store: ConsentStore,
    private readonly client: Pick<IletimerkeziClient, 'checkParsedConsent'>,
    private readonly perSecond: number = CHECKS_PER_SECOND,
  ) {}

  /** Implements `ConsentRegistry.checkMany` for keys whose recipients have been parsed. */
  async checkMany(
    keys: readonly ParsedConsentKey[],
    options: CheckOptions = {},
  ): Promise<ConsentCheckResult[]> {
    const db = this.store.database;
    const brandCode = this.store.brandCode(options.brandCode);
    checkLimits(options);
    const asked = new Map<string, ParsedConsentKey>();
    const texts = keys.map(({ recipient, recipientType, channel }) => {
      const key = { recipient, recipientType, channel };
      const text = keyText(key);
      asked.set(text, key);
      return text;
    });
    const results = await this.#keptAnswers(db, brandCode, [...asked.values()], options.maxAgeMs);
    const rest = [...asked].filter(([text]) => !results.has(text)).map(([, key]) => key);
    for (const result of await this.#ask(db, brandCode, rest, options)) {
      results.set(keyText(result.key), result);
    }
    return texts.flatMap((text) => results.get(text) ?? []);
  }

  async #keptAnswers(
    db: Kysely<Tables>,
    brandCode: string,
    keys: readonly ParsedConsentKey[],
    maxAgeMs = LONGEST_CACHE_MS,
  ): Promise<Map<string, ConsentCheckResult>> {
    if (keys.length === 0 || maxAgeMs <= 0) return new Map();
    const checks = new ChecksRepository(db);
    const kept = await checks.kept(db, brandCode, keys, Math.min(maxAgeMs, LONGEST_CACHE_MS));
    const states = await currentStates(db, brandCode, kept);
    return new Map(
      kept.flatMap(({ answer, checkedAt, recipient, recipientType, channel, ...found }) => {
        const key = { recipient, recipientType, channel };
        const state = states.get(keyText(key));
        // A record that is newer than the answer may be registered meanwhile.
        if (state && state.asOf > checkedAt) return [];
        const says = state && (state.status === 'RET' ? 'refused' : 'granted') === answer;
        const position = says ? state.position : null;
        const source = found.source ?? undefined;
        const consentDate = found.consentDate ?? undefined;
        const learnt = { checkedAt, changed: false, position };
        return [[keyText(key), { ok: true, key, answer, source, consentDate, cached: true, ...learnt }]];
      }),
    );
  }

  async #ask(
    db: Kysely<Tables>,
    brandCode: string,
    keys: readonly ParsedConsentKey[],
    { budget = Infinity, signal }: CheckOptions,
  ): Promise<ConsentCheckResult[]> {
    const checks = new ChecksRepository(db);
    const { name } = this.store.account;
    const turns = (this.#turns ??= new RegistryRateLimiter(checks, name, this.perSecond));
    const target = { name, brandCode };
    const learner = new Batcher((answers: readonly NewAnswer[]) => learnAnswers(db, checks, target, answers));
    const results: ConsentCheckResult[] = [];
    let next = 0;
    let left = budget;
    let failures = 0;
    let stopped: CallError | undefined;

    const one = async (key: ParsedConsentKey): Promise<ConsentCheckResult> => {
      if (signal?.aborted) return { ok: false, key, reason: 'aborted' };
      if (stopped) return { ok: false, key, reason: 'provider', error: stopped };
      if (left < 1) return { ok: false, key, reason: 'budget' };
      left -= 1;
      try {
        await turns.take(signal);
        const state = await this.client.checkParsedConsent({ brandCode, ...key }, { signal });
        failures = 0;
        const onFile = 'source' in state ? state : { source: undefined, consentDate: undefined };
        const { source, consentDate } = onFile;
        const learnt = await learner.do({ ...key, answer: state.state, source, consentDate });
        return { ok: true, key, answer: state.state, source, consentDate, cached: false, ...learnt };
      } catch (error) {
        if (signal?.aborted) return { ok: false, key, reason: 'aborted' };
        if (isInputError(error)) return { ok: false, key, reason: 'not-checkable', error };
        if (!isCallError(error)) throw error;
        failures += 1;
        const isFinal = STOPPERS.has(error.code) || error.httpStatus === TOO_MANY_REQUESTS;
        if (isFinal || failures >= MAX_FAILURES) stopped = error;
        return { ok: false, key, reason: 'provider', error };
      }
    };
    const worker = async (): Promise<void> => {
      for (let key = keys[next++]; key !== undefined; key = keys[next++]) results.push(await one(key));
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, keys.length) }, worker));
    return results;
  }
}

/** @throws InputError for an invalid budget or age. */
function checkLimits({ budget, maxAgeMs }: CheckOptions): void {
  const faults = new Faults();
  if (budget !== undefined) faults.wholeNumber('budget', budget, 0, Number.MAX_SAFE_INTEGER);
  if (maxAgeMs !== undefined) faults.wholeNumber('maxAgeMs', maxAgeMs, 0, Number.MAX_SAFE_INTEGER);
  faults.throwIfAny();
}
