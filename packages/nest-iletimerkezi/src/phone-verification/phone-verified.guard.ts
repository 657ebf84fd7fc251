import {
  applyDecorators,
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  SetMetadata,
  UseGuards,
} from '@nestjs/common';
import { ModuleRef, Reflector } from '@nestjs/core';
import type { E164 } from 'iletimerkezi-core';
import { getIletimerkeziToken } from '../client/account.tokens.js';
import { languageOf } from '../http/errors/language-of.js';
import { toHttpException } from '../http/errors/http-exception.js';
import { DEFAULT_ACCOUNT } from '../options/iletimerkezi.options.js';
import { PhoneVerificationError } from './phone-verification.errors.js';
import { PhoneVerificationService } from './phone-verification.service.js';
import { NeedsPhoneVerification } from './verified-account.metadata.js';

/** The header in which a request names its verification. */
export const PHONE_VERIFICATION_HEADER = 'x-phone-verification';

/** Options of {@link PhoneVerified}. */
export interface PhoneVerifiedOptions {
  /** The purpose of the verification. Others are refused. */
  readonly purpose: string;
  /** Maximum age of the verification in milliseconds. Default ten minutes. */
  readonly maxAgeMs?: number;
  /** Uses the verification up: one request succeeds with it. Default false. */
  readonly once?: boolean;
  /** The account's name. Default: the default account. */
  readonly account?: string;
}

const RULE = 'iletimerkezi:phone-verified';

interface VerifiedRequest {
  readonly headers?: Readonly<Record<string, unknown>>;
  verifiedPhone?: E164;
}

/**
 * Accepts requests that name a verified phone by the id of its verification, in the header `x-phone-verification`. Other
 * requests get 403. It does not sign anybody in: compare the phone with your user's.
 */
@Injectable()
export class PhoneVerifiedGuard implements CanActivate {
  constructor(
    private readonly moduleRef: ModuleRef,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const rule = this.reflector.getAllAndOverride<PhoneVerifiedOptions | undefined>(RULE, targets);
    const request = context.switchToHttp().getRequest<VerifiedRequest>();
    const id = request.headers?.[PHONE_VERIFICATION_HEADER];
    const phone =
      rule !== undefined && typeof id === 'string' && /^[\w-]{1,100}$/.test(id)
        ? await this.verifiedPhone(id, rule)
        : undefined;
    if (phone === undefined)
      throw toHttpException(new PhoneVerificationError('phone-verification-required'), languageOf(context));
    request.verifiedPhone = phone;
    return true;
  }

  private verifiedPhone(
    id: string,
    { account = DEFAULT_ACCOUNT, purpose, maxAgeMs, once }: PhoneVerifiedOptions,
  ): Promise<E164 | undefined> {
    const token = getIletimerkeziToken(account, PhoneVerificationService);
    const service = this.moduleRef.get<PhoneVerificationService>(token, { strict: false });
    return service.verifiedPhone({ id, purpose, maxAgeMs, once });
  }
}

/**
 * Requires a verified phone for a method or a controller. See {@link PhoneVerifiedGuard}. The application does not start if the
 * account has no option `phoneVerification`.
 *
 * @example
 * \@Post('payments')
 * \@PhoneVerified({ purpose: 'payment', once: true })
 * pay(\@VerifiedPhone() phone: string) {}
 */
export const PhoneVerified = (options: PhoneVerifiedOptions): MethodDecorator & ClassDecorator =>
  applyDecorators(
    SetMetadata(RULE, options),
    NeedsPhoneVerification(options.account ?? DEFAULT_ACCOUNT),
    UseGuards(PhoneVerifiedGuard),
  );

/** Passes the verified phone, in E.164, to a parameter of a method with {@link PhoneVerified}. */
export const VerifiedPhone = createParamDecorator(
  (_: unknown, context: ExecutionContext): E164 | undefined =>
    context.switchToHttp().getRequest<VerifiedRequest>().verifiedPhone,
);
