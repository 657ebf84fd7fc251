import { randomBytes, randomUUID } from 'node:crypto';
import type { CharacterMode } from 'iletimerkezi-core';
import type {
  LimitWindow,
  PhoneVerificationRefusal,
  PhoneVerificationSettings,
} from '../options/phone-verification.options.js';
import {
  type MessageFacts,
  observedScopes,
  type ScopeKey,
  type StoredVerification,
} from '../storage/phone-verification/phone-verifications.repository.js';
import type { ParsedCode } from './code-to-send.js';
import { type HostKeys, rowKeyOf } from './host-keys.js';
import { PhoneVerificationError } from './phone-verification.errors.js';
import type { VerificationSent } from './phone-verification.types.js';
import type { ParsedStart } from './verification-input.js';
import type { VerificationMessage, VerificationStore, VerificationTurn } from './verification-store.js';
import { verificationText, type VerificationTextValues } from '../options/verification-text.js';
import { windowState } from './windows.js';

/** A code is sent again only while it is valid for at least this long, or half of its lifetime, in milliseconds. */
const LEAST_REMAINING_MS = 60_000;

/** A window of a message that was not delivered does not delay its replacement if it is no longer than this. */
const SHORT_WINDOW_MS = 60_000;

/** Time for which a repeated message is recognized, in milliseconds. */
const REPEATED_FOR_MS = 3_600_000;

/** A refusal, with the reason for the host. */
export interface Refused {
  readonly outcome: 'refused';
  readonly reason: PhoneVerificationRefusal;
  readonly retryAt: number;
  readonly now: number;
  /** The pause that this message has begun. */
  readonly pause?: { readonly scope: 'prefix' | 'ip'; readonly sent: number; readonly verified: number };
}

export type StartOutcome = { readonly outcome: 'sent'; readonly sent: VerificationSent } | Refused;

export type ResendOutcome =
  | (StartOutcome & { readonly purpose: string })
  | { readonly outcome: 'expired' | 'used' }
  | { readonly outcome: 'locked'; readonly retryAt: number; readonly now: number };

export interface VerificationMessagesSettings {
  readonly account: string;
  readonly characterMode: CharacterMode | undefined;
  readonly store: VerificationStore;
  readonly keys: HostKeys;
  readonly settings: PhoneVerificationSettings;
}

/** Decides whether messages may be sent, and sends them. */
export class VerificationMessages {
  readonly #account: string;
  readonly #characterMode: CharacterMode | undefined;
  readonly #store: VerificationStore;
  readonly #keys: HostKeys;
  readonly #settings: PhoneVerificationSettings;

  constructor({ account, characterMode, store, keys, settings }: VerificationMessagesSettings) {
    this.#account = account;
    this.#characterMode = characterMode;
    this.#store = store;
    this.#keys = keys;
    this.#settings = settings;
  }

  /** Sends the first message of a new verification, unless a limit is reached. */
  start({ number, purpose, locale, scopes, target }: ParsedStart): Promise<StartOutcome> {
    const id = randomBytes(16).toString('base64url');
    const seed = randomBytes(32);
    return this.#store.inTurn(async (turn) => {
      const facts = await this.#facts(turn, { target, scopes });
      const { now } = facts;
      const attempts = windowState(this.#settings.attempts, facts.wrong, now);
      if (attempts.retryAt !== undefined) return refused('attempts', attempts.retryAt, now);
      const refusal = await this.#refusal(turn, facts);
      if (refusal) return refusal;
      const { lifetimeMs, codeLength } = this.#settings;
      const verification: StoredVerification = {
        key: rowKeyOf(id),
        number,
        purpose,
        target,
        scopes,
        state: 'pending',
        seed,
        hashKey: this.#keys.current,
        codeLength,
        generation: 1,
        ordinal: 1,
        sends: 1,
        locale,
        campaign: null,
        expiresAt: now + lifetimeMs,
        resendAt: now + this.#pauseAfter(1),
      };
      await turn.begin(verification, this.#messageOf(id, verification, now), now);
      return { outcome: 'sent', sent: sentOf(id, verification, attempts.left, now) };
    });
  }

  /** Sends a further message of a verification, unless it has ended or a limit is reached. */
  resend(id: string): Promise<ResendOutcome> {
    return this.#store.inTurn(async (turn): Promise<ResendOutcome> => {
      const found = await turn.lock(rowKeyOf(id));
      if (!found) return { outcome: 'expired' };
      const { verification: current, wrong, now } = found;
      const { purpose } = current;
      if (current.state === 'verified') return { outcome: 'used' };
      if (current.state === 'cancelled' || current.expiresAt <= now) return { outcome: 'expired' };
      const attempts = windowState(this.#settings.attempts, wrong, now);
      if (attempts.retryAt !== undefined) return { outcome: 'locked', retryAt: attempts.retryAt, now };
      const isUndelivered =
        current.campaign !== null && (await turn.delivery(current.campaign)) === 'undelivered';
      if (!isUndelivered && current.resendAt > now)
        return { ...refused('resend-pause', current.resendAt, now), purpose };
      const refusal = await this.#refusal(turn, await this.#facts(turn, current, isUndelivered));
      if (refusal) return { ...refusal, purpose };
      const next = this.#next(current, now);
      const campaign = await turn.send(this.#messageOf(id, next, now));
      await turn.addMessage({ ...next, campaign }, now);
      return { outcome: 'sent', sent: sentOf(id, next, attempts.left, now), purpose };
    });
  }

  /** Sends a code that another library generated, unless a limit is reached or it was sent before. */
  sendCode(parsed: ParsedCode): Promise<Refused | { readonly outcome: 'sent' | 'repeated' }> {
    const { number, scopes, locale, code, lifetimeMs, dedupeHash, reportsEntered } = parsed;
    const dedupeKey = `phone-verification code ${randomUUID()}`;
    return this.#store.inTurn(async (turn) => {
      if (dedupeHash !== undefined && (await turn.wasCounted(dedupeHash, REPEATED_FOR_MS)))
        return { outcome: 'repeated' };
      // Wrong codes are counted by the library that checks them.
      const facts = await this.#facts(turn, { target: '', scopes });
      const refusal = await this.#refusal(turn, facts);
      if (refusal) return refusal;
      const text = this.#textOf({ code, remainingMs: lifetimeMs, locale, ordinal: 1 });
      await turn.send({ number, text, dedupeKey, notAfter: facts.now + lifetimeMs });
      await turn.count({ scopes, dedupeHash, isEntered: !reportsEntered });
      return { outcome: 'sent' };
    });
  }

  #textOf(values: VerificationTextValues): string {
    const { texts, domain } = this.#settings;
    return verificationText({ texts, domain, characterMode: this.#characterMode }, values);
  }

  /** Returns a verification with its next message: with the same code, or with a new one that replaces it. */
  #next(current: StoredVerification, now: number): StoredVerification {
    const { resend, lifetimeMs } = this.#settings;
    const sends = current.sends + 1;
    const resendAt = now + this.#pauseAfter(sends);
    const isLong = current.expiresAt - now >= Math.min(LEAST_REMAINING_MS, lifetimeMs / 2);
    const isListed = this.#keys.has(current.hashKey);
    if (resend.code === 'same' && isLong && isListed)
      return { ...current, sends, ordinal: current.ordinal + 1, resendAt };
    return {
      ...current,
      hashKey: this.#keys.current,
      sends,
      ordinal: 1,
      generation: current.generation + 1,
      expiresAt: now + lifetimeMs,
      resendAt,
    };
  }

  #messageOf(id: string, verification: StoredVerification, now: number): VerificationMessage {
    const { number, purpose, generation, ordinal, locale, expiresAt, key, sends, seed } = verification;
    const code = this.#keys.codeOf(verification.hashKey, {
      account: this.#account,
      id,
      seed,
      number,
      purpose,
      generation,
      length: verification.codeLength,
    });
    if (code === undefined) throw new Error('The key of a new message is listed.');
    return {
      number,
      text: this.#textOf({ code, remainingMs: expiresAt - now, locale, ordinal }),
      dedupeKey: `phone-verification ${key} ${sends}`,
      notAfter: expiresAt,
    };
  }

  /** @param isReplacement whether the last message was not delivered. */
  #facts(
    turn: VerificationTurn,
    { target, scopes }: Pick<StoredVerification, 'target' | 'scopes'>,
    isReplacement = false,
  ): Promise<MessageFacts> {
    const { pumping, lifetimeMs } = this.#settings;
    return turn.facts({
      target,
      windows: scopes.flatMap((scope) => this.#windowsOf(scope, isReplacement)),
      watched: pumping === undefined ? [] : observedScopes(scopes),
      watchedMs: pumping?.windowMs ?? 0,
      settledAfterMs: lifetimeMs,
    });
  }

  /**
   * Returns why no further message may be sent. Pauses a prefix or an IP address whose codes are rarely entered.
   * @throws PhoneVerificationError when the account cannot send.
   */
  async #refusal(turn: VerificationTurn, facts: MessageFacts): Promise<Refused | undefined> {
    if (facts.stopped) throw new PhoneVerificationError('phone-verification-unavailable');
    const paused = await this.#pausedBy(turn, facts);
    if (paused) return paused;
    const full = facts.full.toSorted((a, b) => b.retryAt - a.retryAt)[0];
    return full && refused(full.scope, full.retryAt, facts.now);
  }

  #windowsOf({ scope, key }: ScopeKey, isReplacement: boolean): readonly (ScopeKey & LimitWindow)[] {
    const windows = this.#settings.limits[scope];
    if (windows === false) return [];
    return windows
      .filter(({ perMs }) => !(isReplacement && scope === 'phone' && perMs <= SHORT_WINDOW_MS))
      .map((window) => ({ scope, key, ...window }));
  }

  async #pausedBy(turn: VerificationTurn, { conversions, now }: MessageFacts): Promise<Refused | undefined> {
    const { pumping } = this.#settings;
    if (pumping === undefined) return undefined;
    for (const conversion of conversions) {
      const { sent, verified, pausedUntil } = conversion;
      const scope = conversion.scope === 'prefix' ? 'prefix' : 'ip';
      const reason = `paused-${scope}` as const;
      if (pausedUntil !== null && pausedUntil > now) return refused(reason, pausedUntil, now);
      const least = scope === 'prefix' ? pumping.leastOfPrefix : pumping.leastOfIp;
      if (sent < least || verified >= sent * pumping.threshold) continue;
      const until = now + pumping.pauseMs;
      await turn.pause(conversion, until);
      return { ...refused(reason, until, now), pause: { scope, sent, verified } };
    }
    return undefined;
  }

  /** Returns the milliseconds until the next message after so many. */
  #pauseAfter(sends: number): number {
    const { pausesMs } = this.#settings.resend;
    return pausesMs[Math.min(sends, pausesMs.length) - 1] ?? 0;
  }
}

const refused = (reason: PhoneVerificationRefusal, retryAt: number, now: number): Refused => ({
  outcome: 'refused',
  reason,
  retryAt,
  now,
});

const sentOf = (
  id: string,
  { codeLength, expiresAt, resendAt }: StoredVerification,
  attemptsLeft: number,
  now: number,
): VerificationSent => ({
  status: 'sent',
  id,
  channel: 'sms',
  codeLength,
  expiresAt: new Date(expiresAt),
  resendAt: new Date(resendAt),
  attemptsLeft,
  now: new Date(now),
});
