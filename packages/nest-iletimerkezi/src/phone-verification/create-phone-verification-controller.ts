import {
  applyDecorators,
  Body,
  Controller,
  HttpCode,
  HttpException,
  HttpStatus,
  Inject,
  Post,
  Req,
  Res,
  type Type,
  UseFilters,
} from '@nestjs/common';
import {
  Faults,
  type IletimerkeziError,
  type InputError,
  isIletimerkeziError,
  isInputError,
  type PhoneVerificationAnswer,
  type PhoneVerificationCancelAnswer,
  type PhoneVerificationCheckAnswer,
  type PhoneVerificationLocale,
  PHONE_VERIFICATION_PHONE_FAULTS,
  type PhoneVerificationPhoneFault,
  type PhoneVerificationResendAnswer,
  type PhoneVerificationStartAnswer,
  type PhoneVerificationStatus,
} from 'iletimerkezi-core';
import { getIletimerkeziToken } from '../client/account.tokens.js';
import { IletimerkeziExceptionFilter } from '../http/errors/exception.filter.js';
import { httpStatusOf } from '../http/errors/http-exception.js';
import { retryAfterOf } from '../http/errors/retry-after.js';
import { DEFAULT_ACCOUNT } from '../options/iletimerkezi.options.js';
import { PhoneVerificationError } from './phone-verification.errors.js';
import { PhoneVerificationService } from './phone-verification.service.js';
import type { VerificationResult } from './phone-verification.types.js';
import { preferredLocale } from './preferred-locale.js';
import { ThrottledFilter } from './throttled.filter.js';
import { NeedsPhoneVerification } from './verified-account.metadata.js';

/** The part of a request that the controller reads, on Express and Fastify. */
export interface PhoneVerificationRequest {
  readonly ip?: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

interface Reply {
  header(name: string, value: string): unknown;
}

/** Options of {@link createPhoneVerificationController}. */
export interface PhoneVerificationControllerOptions {
  /** The path below the global prefix, such as `phone-verification`. */
  path: string;
  /** The purposes that a browser may ask for. The first one is the default. */
  purposes: readonly [string, ...string[]];
  /** The account's name. Default: the default account. */
  account?: string;
  /** Returns the person's IP address. Default: the framework's `ip`, which needs its setting for trusted proxies. */
  ip?: (request: PhoneVerificationRequest) => string | undefined;
  /** Returns a value that identifies the session. Default: none. */
  sessionId?: (request: PhoneVerificationRequest) => string | undefined;
  /** Additional class decorators, such as `UseGuards(ThrottlerGuard)` or the application's decorator for public routes. */
  decorators?: readonly ClassDecorator[];
}

/**
 * Creates a controller with `POST start`, `check`, `resend`, `cancel` and `status`, which `PhoneVerification` of
 * `react-sms-ui` calls. Every answer has a `status`, and with `now` the server's time. The HTTP status is 429 with `limited`, 422 with `invalid-phone`, 503 with
 * `unavailable`, and 200 otherwise. A 429 of a guard in `decorators`, such as `ThrottlerGuard`, has the same answer.
 * The application does not start if the account has no option `phoneVerification`.
 *
 * @example
 * \@Module({ controllers: [createPhoneVerificationController({ path: 'phone-verification', purposes: ['sign-in'] })] })
 */
export function createPhoneVerificationController({
  path,
  purposes,
  account = DEFAULT_ACCOUNT,
  ip = (request) => request.ip,
  sessionId = () => undefined,
  decorators = [],
}: PhoneVerificationControllerOptions): Type<object> {
  class PhoneVerificationController {
    constructor(
      @Inject(getIletimerkeziToken(account, PhoneVerificationService))
      private readonly verification: PhoneVerificationService,
    ) {}

    @Post('start')
    @HttpCode(HttpStatus.OK)
    async start(
      @Body() body: unknown,
      @Req() request: PhoneVerificationRequest,
      @Res({ passthrough: true }) reply: Reply,
    ): Promise<PhoneVerificationStartAnswer<Date>> {
      const { phone, purpose, locale } = parseStartBody(body, purposes);
      const person = { ip: ip(request), sessionId: sessionId(request) };
      const start = {
        phone,
        purpose,
        locale: locale ?? preferredLocale(request.headers['accept-language']),
        ...person,
      };
      return answered(reply, () => this.verification.start(start));
    }

    @Post('check')
    @HttpCode(HttpStatus.OK)
    async check(@Body() body: unknown): Promise<PhoneVerificationCheckAnswer<Date>> {
      return timed(withoutPhone(await this.verification.check(parseTexts(body, ['id', 'code']))));
    }

    @Post('resend')
    @HttpCode(HttpStatus.OK)
    async resend(
      @Body() body: unknown,
      @Res({ passthrough: true }) reply: Reply,
    ): Promise<PhoneVerificationResendAnswer<Date>> {
      return answered(reply, () => this.verification.resend(parseTexts(body, ['id'])));
    }

    @Post('cancel')
    @HttpCode(HttpStatus.OK)
    async cancel(@Body() body: unknown): Promise<PhoneVerificationCancelAnswer<Date>> {
      return timed(await this.verification.cancel(parseTexts(body, ['id'])));
    }

    @Post('status')
    @HttpCode(HttpStatus.OK)
    async status(@Body() body: unknown): Promise<PhoneVerificationStatus<Date>> {
      return timed(await this.verification.status(parseTexts(body, ['id'])));
    }
  }
  applyDecorators(
    Controller(path),
    NeedsPhoneVerification(account),
    UseFilters(IletimerkeziExceptionFilter, ThrottledFilter),
    ...decorators,
  )(PhoneVerificationController);
  return PhoneVerificationController;
}

/** Maximum length of a text in a body. The service has its own limits for each field. */
const LONGEST_FIELD = 100;

/**
 * Returns these fields of a body. Bodies are not checked by DTOs, so that the controller works without class-validator.
 * @throws InputError unless all are texts.
 */
function parseTexts<Name extends string>(body: unknown, names: readonly Name[]): Record<Name, string> {
  const faults = new Faults();
  const fields = names.map((name) => {
    const value: unknown = Reflect.get(Object(body), name);
    faults.plainText(name, value, LONGEST_FIELD);
    return [name, String(value)] as const;
  });
  faults.throwIfAny();
  return Object.fromEntries(fields) as Record<Name, string>;
}

/** @throws InputError with every fault. The purpose is one of the controller's. */
function parseStartBody(
  body: unknown,
  purposes: readonly [string, ...string[]],
): { phone: string; purpose: string; locale: PhoneVerificationLocale | undefined } {
  const { phone } = parseTexts(body, ['phone']);
  const given: { purpose?: unknown; locale?: unknown } = Object(body);
  const purpose = purposes.find((each) => each === (given.purpose ?? purposes[0]));
  const locale = LOCALES.find((each) => each === given.locale);
  const faults = new Faults();
  if (purpose === undefined) faults.oneOf('purpose', given.purpose, purposes);
  if (given.locale !== undefined) faults.oneOf('locale', given.locale, LOCALES);
  faults.throwIfAny();
  return { phone, purpose: purpose ?? purposes[0], locale };
}

const LOCALES: readonly PhoneVerificationLocale[] = ['tr', 'en'];

/** Adds the time of this process to an answer that has no times of the store. */
const timed = <Answer extends PhoneVerificationAnswer<Date>>(answer: Answer): Answer => ({
  ...answer,
  now: answer.now ?? new Date(),
});

/** Returns the result of a call, or throws its refusal as an answer of the contract. */
async function answered<Result extends PhoneVerificationAnswer<Date>>(
  reply: Reply,
  call: () => Promise<Result>,
): Promise<Result> {
  try {
    return timed(await call());
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === undefined) throw error;
    const { answer, status } = refusal;
    const retryAfter = isIletimerkeziError(error) ? retryAfterOf(error) : undefined;
    if (retryAfter) reply.header('Retry-After', String(retryAfter.seconds));
    throw new HttpException(timed(answer), status, { cause: error });
  }
}

type Refusal = Exclude<PhoneVerificationStartAnswer<Date>, { status: 'sent' }>;

function refusalOf(error: unknown): { answer: Refusal; status: HttpStatus } | undefined {
  if (error instanceof PhoneVerificationError && error.retryAt !== undefined) {
    const { retryAt, at: now } = error;
    return { answer: { status: 'limited', retryAt, now }, status: HttpStatus.TOO_MANY_REQUESTS };
  }
  const reason = isInputError(error) ? phoneFaultOf(error) : undefined;
  if (reason !== undefined)
    return { answer: { status: 'invalid-phone', reason }, status: HttpStatus.UNPROCESSABLE_ENTITY };
  if (!isIletimerkeziError(error) || httpStatusOf(error) < HttpStatus.INTERNAL_SERVER_ERROR) return undefined;
  const answer = { status: 'unavailable', ...retryTimeOf(error) } as const;
  return { answer, status: HttpStatus.SERVICE_UNAVAILABLE };
}

function retryTimeOf(error: IletimerkeziError): { readonly retryAt?: Date } {
  const retryAfter = retryAfterOf(error);
  return retryAfter ? { retryAt: retryAfter.retryAt } : {};
}

function phoneFaultOf({ faults }: InputError): PhoneVerificationPhoneFault | undefined {
  const code = faults.find(({ path }) => path === 'phone')?.code;
  return PHONE_VERIFICATION_PHONE_FAULTS.find((fault) => code === `number-${fault}`);
}

/** A browser that proves with the id that the phone was verified does not need the phone. */
function withoutPhone(result: VerificationResult): PhoneVerificationCheckAnswer<Date> {
  return result.status === 'verified' ? { status: 'verified' } : result;
}
