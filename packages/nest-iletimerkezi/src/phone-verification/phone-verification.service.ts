import {
  countSegments,
  Faults,
  type CharacterMode,
  type E164,
  type PhoneVerificationCancelAnswer,
  type PhoneVerificationLocale,
  type PhoneVerificationStatus,
} from 'iletimerkezi-core';
import type { IletimerkeziEvents } from '../events/events.js';
import {
  type PhoneVerificationSettings,
  phoneVerificationSettings,
  type PhoneVerificationOptions,
} from '../options/phone-verification.options.js';
import type { Estimate } from '../sending/sms.types.js';
import type {
  FoundVerification,
  StoredVerification,
} from '../storage/phone-verification/phone-verifications.repository.js';
import { parseCode, parseEntered } from './code-to-send.js';
import { HostKeys, isSameCode, rowKeyOf } from './host-keys.js';
import { PhoneVerificationError } from './phone-verification.errors.js';
import type {
  CodeSent,
  CodeToSend,
  EnteredCode,
  StartVerification,
  VerificationCheck,
  VerificationId,
  VerificationResent,
  VerificationResult,
  VerificationSent,
  VerifiedPhoneQuery,
} from './phone-verification.types.js';
import { parseStart, type VerificationInputRules } from './verification-input.js';
import { type Refused, VerificationMessages } from './verification-messages.js';
import type { VerificationStore } from './verification-store.js';
import { verificationText } from '../options/verification-text.js';
import { windowState } from './windows.js';

const LONGEST_ID = 100;
const LONGEST_CODE = 50;
const LONGEST_PURPOSE = 100;
const DAY_MS = 86_400_000;

/** Default maximum age of a verification in milliseconds. */
export const VERIFIED_FOR_MS = 600_000;

/** Maximum number of repetitions of a check while resends replace its code at the same moment. */
const REPETITIONS = 3;

export interface PhoneVerificationServiceSettings {
  readonly account: {
    readonly name: string;
    readonly characterMode?: CharacterMode;
    readonly turkishLetterCost?: 1 | 2;
    readonly abroad?: boolean;
  };
  /** Undefined for an account without the option `phoneVerification`. */
  readonly options: PhoneVerificationOptions | undefined;
  /** Where verifications are stored. */
  readonly store: VerificationStore;
  readonly events: Pick<IletimerkeziEvents, 'emit'>;
}

interface Backing {
  readonly settings: PhoneVerificationSettings;
  readonly keys: HostKeys;
  readonly messages: VerificationMessages;
}

/**
 * Verifies phone numbers with one-time codes by SMS, with limits against guessing and against fraud that spends your balance.
 * Results do not depend on whether your application knows the number. With `storage`, all instances share verifications and
 * limits; without it, they are in the memory of this process.
 *
 * @example
 * const { id } = await verification.start({ phone, purpose: 'sign-in', ip: request.ip });
 * const result = await verification.check({ id, code });
 * if (result.status === 'verified') await signIn(result.phone);
 */
export class PhoneVerificationService {
  readonly #account: PhoneVerificationServiceSettings['account'];
  readonly #store: VerificationStore;
  readonly #events: Pick<IletimerkeziEvents, 'emit'>;
  readonly #given: Backing | undefined;

  constructor({ account, options, store, events }: PhoneVerificationServiceSettings) {
    this.#account = account;
    this.#store = store;
    this.#events = events;
    if (options === undefined) return;
    const settings = phoneVerificationSettings(options);
    const keys = new HostKeys(settings.hashKeys);
    const { name, characterMode } = account;
    this.#given = {
      settings,
      keys,
      messages: new VerificationMessages({ account: name, characterMode, store, keys, settings }),
    };
  }

  /**
   * Sends a code to a phone. With storage, the message is stored when the promise resolves, and is not sent after the code
   * has expired.
   * @throws PhoneVerificationError `phone-verification-limited` with `retryAt`, whichever limit was reached;
   * `phone-verification-unavailable` when the account cannot send. InputError for an invalid input, a landline, a number abroad
   * or a number range that no operator uses.
   */
  async start(start: StartVerification): Promise<VerificationSent> {
    const { messages } = this.#configured;
    const parsed = parseStart(start, this.#inputRules);
    const result = await messages.start(parsed);
    if (result.outcome === 'refused') throw this.#refusal(parsed.purpose, result);
    this.#emit({ type: 'phone-verification.sent', purpose: parsed.purpose, resend: false });
    return result.sent;
  }

  /**
   * Sends the code again, or a new one, by the option `resend`. The id stays the same.
   * @throws PhoneVerificationError as `start` does.
   */
  async resend({ id }: VerificationId): Promise<VerificationResent> {
    const { messages } = this.#configured;
    checkId(id);
    const result = await messages.resend(id);
    switch (result.outcome) {
      case 'refused':
        throw this.#refusal(result.purpose, result);
      case 'sent':
        this.#emit({ type: 'phone-verification.sent', purpose: result.purpose, resend: true });
        return result.sent;
      case 'locked':
        return lockedUntil(result.retryAt, result.now);
      default:
        return { status: result.outcome };
    }
  }

  /**
   * Checks a code. One of any number of concurrent checks returns `verified`; later ones return `used`. A wrong code counts
   * for the phone and purpose, over resends and new verifications.
   */
  async check({ id, code }: VerificationCheck): Promise<VerificationResult> {
    const { settings } = this.#configured;
    checkId(id);
    const faults = new Faults();
    faults.plainText('code', code, LONGEST_CODE);
    faults.throwIfAny();
    const digits = code.replaceAll(/[\s-]/g, '');
    const key = rowKeyOf(id);
    for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
      const found = await this.#store.find(key);
      const ended = this.#endOf(found);
      if (!found || ended) return this.#checked(found, ended ?? { status: 'expired' });
      const { verification } = found;
      const expected = this.#codeOf(id, verification);
      // The key of the code is not listed any more.
      if (expected === undefined) return this.#checked(found, { status: 'expired' });
      const isRight = isSameCode(expected, digits);
      const { verified, missed, now, wrong } = await this.#store.attempt(
        verification,
        isRight,
        settings.attempts,
      );
      const { number: phone, purpose } = verification;
      if (verified) return this.#checked(found, { status: 'verified', phone, purpose });
      const { left, retryAt } = windowState(settings.attempts, wrong, now);
      if (retryAt !== undefined) return this.#checked(found, lockedUntil(retryAt, now));
      if (missed) return this.#checked(found, { status: 'wrong', attemptsLeft: left });
      // The verification has ended or has another code since it was read.
    }
    return { status: 'expired' };
  }

  /** Ends a verification. Its code, and a proof that was not used yet, become invalid. */
  async cancel({ id }: VerificationId): Promise<PhoneVerificationCancelAnswer<Date>> {
    void this.#configured;
    checkId(id);
    await this.#store.cancel(rowKeyOf(id));
    return { status: 'cancelled' };
  }

  /**
   * Sends a code that another library generated and checks, with all limits of `start`. Nothing is stored that the code
   * could be checked with.
   * @throws PhoneVerificationError and InputError as `start` does.
   */
  async sendCode(code: CodeToSend): Promise<CodeSent> {
    const { messages } = this.#configured;
    const parsed = parseCode(code, this.#inputRules);
    const result = await messages.sendCode(parsed);
    if (result.outcome === 'refused') throw this.#refusal(parsed.purpose, result);
    if (result.outcome === 'sent')
      this.#emit({ type: 'phone-verification.sent', purpose: parsed.purpose, resend: false });
    return { status: result.outcome };
  }

  /** Counts that a code of `sendCode` with `reportsEntered` was entered, for the guard against pumping. */
  async codeEntered(entered: EnteredCode): Promise<void> {
    await this.#store.countEntered(parseEntered(entered, this.#inputRules));
  }

  /** Number of digits and lifetime of codes, by the options. */
  get codes(): { readonly length: number; readonly lifetimeMs: number } {
    const { codeLength: length, lifetimeMs } = this.#configured.settings;
    return { length, lifetimeMs };
  }

  /** Returns the state of a verification, and the delivery of its last message. */
  async status({ id }: VerificationId): Promise<PhoneVerificationStatus<Date>> {
    const { settings } = this.#configured;
    checkId(id);
    const found = await this.#store.find(rowKeyOf(id));
    if (found?.verification.state === 'verified') return { status: 'verified' };
    const ended = this.#endOf(found);
    if (!found || ended) return ended?.status === 'locked' ? ended : { status: 'expired' };
    const { verification, now, wrong } = found;
    const delivery = await this.#store.deliveryOf(verification);
    return {
      status: 'pending',
      expiresAt: new Date(verification.expiresAt),
      resendAt: new Date(delivery === 'undelivered' ? now : verification.resendAt),
      attemptsLeft: windowState(settings.attempts, wrong, now).left,
      delivery,
      now: new Date(now),
    };
  }

  /**
   * Returns the number of a verified phone, for a later request that proves with the id that the phone was verified.
   * Undefined when the verification is unknown, not verified, too old, used up or for another purpose.
   */
  async verifiedPhone({
    id,
    purpose,
    maxAgeMs = VERIFIED_FOR_MS,
    once = false,
  }: VerifiedPhoneQuery): Promise<E164 | undefined> {
    void this.#configured;
    checkId(id);
    const faults = new Faults();
    faults.plainText('purpose', purpose, LONGEST_PURPOSE);
    faults.wholeNumber('maxAgeMs', maxAgeMs, 1, DAY_MS);
    faults.throwIfAny();
    return this.#store.verifiedNumber(rowKeyOf(id), purpose, { maxAgeMs, once });
  }

  /** Counts the parts of a message. */
  estimate({ locale = 'tr' }: { locale?: PhoneVerificationLocale } = {}): Estimate {
    const { settings } = this.#configured;
    const faults = new Faults();
    faults.oneOf('locale', locale, ['tr', 'en']);
    faults.throwIfAny();
    const { characterMode, turkishLetterCost } = this.#account;
    const text = verificationText(
      { ...settings, characterMode },
      { code: '0'.repeat(settings.codeLength), remainingMs: settings.lifetimeMs, locale, ordinal: 1 },
    );
    const count = countSegments(text, { characterMode, turkishLetterCost });
    return { ...count, totalParts: count.parts, totalPartsMax: count.partsMax };
  }

  get #inputRules(): VerificationInputRules {
    const { settings, keys } = this.#configured;
    return { settings, keys, abroad: this.#account.abroad ?? false };
  }

  #codeOf(id: string, verification: StoredVerification): string | undefined {
    const { hashKey, seed, number, purpose, generation, codeLength: length } = verification;
    const { name: account } = this.#account;
    return this.#configured.keys.codeOf(hashKey, { account, id, seed, number, purpose, generation, length });
  }

  /** Returns the end of a verification; undefined while it is pending. */
  #endOf(
    found: FoundVerification | undefined,
  ): Extract<VerificationResult, { status: 'expired' | 'used' | 'locked' }> | undefined {
    if (!found) return { status: 'expired' };
    const { verification, now, wrong } = found;
    if (verification.state === 'verified') return { status: 'used' };
    if (verification.state === 'cancelled' || verification.expiresAt <= now) return { status: 'expired' };
    const { retryAt } = windowState(this.#configured.settings.attempts, wrong, now);
    return retryAt === undefined ? undefined : lockedUntil(retryAt, now);
  }

  #checked<Result extends VerificationResult>(found: FoundVerification | undefined, result: Result): Result {
    if (found) {
      const { purpose } = found.verification;
      this.#emit({ type: 'phone-verification.checked', purpose, result: result.status });
    }
    return result;
  }

  #refusal(purpose: string, { reason, now, pause, ...refused }: Refused): PhoneVerificationError {
    const retryAt = new Date(refused.retryAt);
    if (pause) this.#emit({ type: 'phone-verification.paused', ...pause, until: retryAt });
    this.#emit({ type: 'phone-verification.refused', purpose, reason, retryAt });
    return new PhoneVerificationError('phone-verification-limited', { retryAt, at: new Date(now) });
  }

  #emit(event: Emitted): void {
    this.#events.emit({ account: this.#account.name, ...event });
  }

  /** @throws PhoneVerificationError `phone-verification-off` */
  get #configured(): Backing {
    if (this.#given === undefined) throw new PhoneVerificationError('phone-verification-off');
    return this.#given;
  }
}

type Event = Parameters<IletimerkeziEvents['emit']>[0];
type Emitted = Event extends infer Each
  ? Each extends { type: `phone-verification.${string}`; account: string }
    ? Omit<Each, 'account'>
    : never
  : never;

/** @throws InputError unless the id is a text. An unknown id is not a fault. */
function checkId(id: unknown): void {
  const faults = new Faults();
  faults.plainText('id', id, LONGEST_ID);
  faults.throwIfAny();
}

/** @param now the time of the store, by whose clock the lock ends. */
const lockedUntil = (retryAt: number, now: number) =>
  ({ status: 'locked', retryAt: new Date(retryAt), now: new Date(now) }) as const;
