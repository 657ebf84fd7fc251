import { Logger } from '@nestjs/common';
import type { PhoneVerificationLocale } from 'iletimerkezi-core';
import type { PhoneVerificationService } from './phone-verification.service.js';
import { preferredLocale } from './preferred-locale.js';
import { refusalOf } from './refusal.js';

/** The part of better-auth's endpoint context that the adapter uses. */
export interface BetterAuthContext {
  readonly headers?: Headers | undefined;
  /** Creates an error that better-auth answers with this status. */
  error(
    status: 422 | 429 | 503,
    body: { message: string; code: string },
    headers: Record<string, string>,
  ): Error;
}

/** The argument that better-auth passes to `sendOTP`. */
export interface BetterAuthCode {
  readonly phoneNumber: string;
  readonly code: string;
}

/** Options of {@link betterAuthPhoneNumber}. */
export interface BetterAuthPhoneNumberOptions<Context> {
  /** The purpose in events. Default `sign-in`. Codes for a new password have the purpose `password-reset`. */
  purpose?: string;
  /** Returns the person's IP address. Without it, the limits per address do not apply. */
  ip?: (context: Context) => string | null | undefined;
  /** Returns the language of a message. Default: English if the request prefers it, otherwise Turkish. */
  locale?: (context: Context) => PhoneVerificationLocale;
}

/** Options for the plugin `phoneNumber` of better-auth. */
export interface BetterAuthPhoneNumber<Context> {
  /** The option `codeLength`. */
  readonly otpLength: number;
  /** The option `lifetimeMs`, in seconds. */
  readonly expiresIn: number;
  /** Accepts numbers in E.164 only: better-auth identifies a person by the text of the number. */
  readonly phoneNumberValidator: (phoneNumber: string) => boolean;
  readonly sendOTP: (code: BetterAuthCode, context?: Context) => Promise<void>;
  readonly sendPasswordResetOTP: (code: BetterAuthCode, context?: Context) => Promise<void>;
  readonly callbackOnVerification: (
    entered: { readonly phoneNumber: string },
    context?: Context,
  ) => Promise<void>;
}

/** The form of E.164. The service decides whether the number can receive a code. Turkish numbers have no trunk zero. */
const E164_FORM = /^\+(?:90[1-9]\d{9}|(?!90)[1-9]\d{6,14})$/;

const logger = new Logger('IletimerkeziPhoneVerification');

/**
 * Returns options for the plugin `phoneNumber` of better-auth, which generates and checks codes. They are sent with all limits of
 * phone verification. A limit is answered with 429 and `Retry-After`, a phone that cannot receive the code with 422.
 *
 * If you replace `callbackOnVerification`, call the returned one as well: it reports entered codes to the guard against pumping.
 *
 * @example
 * betterAuth({ plugins: [phoneNumber({ ...betterAuthPhoneNumber(verification), requireVerification: true })] })
 */
export function betterAuthPhoneNumber<Context extends BetterAuthContext = BetterAuthContext>(
  verification: PhoneVerificationService,
  { purpose = 'sign-in', ip = () => undefined, locale }: BetterAuthPhoneNumberOptions<Context> = {},
): BetterAuthPhoneNumber<Context> {
  const localeOf = locale ?? (({ headers }) => preferredLocale(headers?.get('accept-language')));
  const ipOf = (context: Context | undefined): string | undefined => (context && ip(context)) ?? undefined;
  const send =
    (as: { readonly purpose: string; readonly reportsEntered: boolean }) =>
    async ({ phoneNumber: phone, code }: BetterAuthCode, context?: Context): Promise<void> => {
      const language = context ? localeOf(context) : 'tr';
      try {
        await verification.sendCode({ ...as, phone, code, ip: ipOf(context), locale: language });
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal === undefined || context === undefined) throw error;
        const { status, message, retryAfter } = refusal;
        const answered = status === 422 || status === 429 ? status : 503;
        throw context.error(
          answered,
          { code: refusal.code.toUpperCase().replaceAll('-', '_'), message: message[language] },
          retryAfter ? { 'Retry-After': String(retryAfter.seconds) } : {},
        );
      }
    };
  const { length, lifetimeMs } = verification.codes;
  return {
    otpLength: length,
    expiresIn: lifetimeMs / 1_000,
    phoneNumberValidator: (phoneNumber) => E164_FORM.test(phoneNumber),
    sendOTP: send({ purpose, reportsEntered: true }),
    // better-auth does not report whether these codes were entered.
    sendPasswordResetOTP: send({ purpose: 'password-reset', reportsEntered: false }),
    callbackOnVerification: async ({ phoneNumber: phone }, context) => {
      try {
        await verification.codeEntered({ phone, ip: ipOf(context) });
      } catch (error) {
        // The person has entered the right code. A code that is not counted makes a pause of its prefix more likely.
        logger.warn(
          `An entered code was not counted: ${error instanceof Error ? error.name : 'unknown error'}`,
        );
      }
    },
  };
}
