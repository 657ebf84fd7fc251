import { hash } from 'node:crypto';
import {
  applyDecorators,
  Controller,
  HttpCode,
  HttpException,
  HttpStatus,
  Inject,
  Post,
  Req,
  type Type,
  VERSION_NEUTRAL,
} from '@nestjs/common';
import type { PhoneVerificationLocale } from 'iletimerkezi-core';
import { getIletimerkeziToken } from '../client/account.tokens.js';
import { ConfigurationError } from '../common/configuration.error.js';
import { DEFAULT_ACCOUNT } from '../options/iletimerkezi.options.js';
import { PhoneVerificationService } from './phone-verification.service.js';
import type { CodeToSend } from './phone-verification.types.js';
import { refusalOf } from './refusal.js';
import { isSignedWith, webhookKeyOf } from './standard-webhook.js';
import { NeedsPhoneVerification } from './verified-account.metadata.js';
import { isIpAddress } from '../common/ip-network.js';

/** A user of Supabase Auth, as the hook receives it. */
export type SupabaseUser = Readonly<Record<string, unknown>>;

/** Options of {@link createSupabaseSmsHookController}. */
export interface SupabaseSmsHookControllerOptions {
  /** The full path below the global prefix, such as `hooks/supabase/sms`. */
  path: string;
  /**
   * The secrets of the hook, such as `v1,whsec_…`. A text with several secrets separated by `|`, as Supabase writes them, is
   * accepted too. While a secret is replaced, give the old and the new one.
   */
  secrets: readonly string[];
  /** The account's name. Default: the default account. */
  account?: string;
  /** The purpose in events. Default `sign-in`. */
  purpose?: string;
  /** Returns the language of a user's message. Default `tr`. */
  locale?: (user: SupabaseUser) => PhoneVerificationLocale;
  /** Time for which Supabase accepts a code, in milliseconds. Default: the option `lifetimeMs`. */
  lifetimeMs?: number;
  /** Whether you call `codeEntered` for codes that were entered. See `CodeToSend.reportsEntered`. Default false. */
  reportsEntered?: boolean;
  /** Additional class decorators, such as the application's decorator for public routes. */
  decorators?: readonly ClassDecorator[];
}

/** The part of a request that the controller reads, on Express and Fastify. */
interface HookRequest {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly rawBody?: Uint8Array;
}

/** The answer of a hook. Source: Supabase documentation, Auth Hooks, error handling. */
type HookAnswer = Readonly<Record<string, never>> | HookError;

interface HookError {
  readonly error: { readonly http_code: number; readonly message: string };
}

/**
 * Creates a controller with one POST route for the Send SMS hook of Supabase Auth. It sends the codes that Supabase
 * generates, with the limits of phone verification. A repeated call sends one message.
 *
 * Refusals are answered with the status 200 and `{ error: { http_code, message } }`, which Supabase passes on to the person's
 * browser. It replaces answers with another status by an error without a reason. A request without a valid signature gets 401.
 * The application needs the option `rawBody: true` of `NestFactory.create`.
 *
 * @throws ConfigurationError `hook-secrets-invalid` unless every secret is valid.
 * @example
 * createSupabaseSmsHookController({ path: 'hooks/supabase/sms', secrets: [process.env['SEND_SMS_HOOK_SECRETS'] ?? ''] })
 */
export function createSupabaseSmsHookController({
  path,
  secrets,
  account = DEFAULT_ACCOUNT,
  purpose = 'sign-in',
  locale = () => 'tr',
  lifetimeMs,
  reportsEntered,
  decorators = [],
}: SupabaseSmsHookControllerOptions): Type<object> {
  const keys = keysOf(secrets);
  class SupabaseSmsHookController {
    constructor(
      @Inject(getIletimerkeziToken(account, PhoneVerificationService))
      private readonly verification: PhoneVerificationService,
    ) {}

    @Post()
    @HttpCode(HttpStatus.OK)
    async send(@Req() { headers, rawBody }: HookRequest): Promise<HookAnswer> {
      if (rawBody === undefined)
        throw new ConfigurationError('raw-body-missing', { where: SupabaseSmsHookController.name });
      if (!isSignedWith(keys, { headers, body: rawBody, now: Date.now() }))
        throw new HttpException(
          errorOf(HttpStatus.UNAUTHORIZED, 'The signature is not valid.'),
          HttpStatus.UNAUTHORIZED,
        );
      const { user, phone, code, ip } = parseHook(rawBody);
      const language = locale(user);
      // Each attempt of Supabase has another `webhook-id`, but the same body.
      const given = {
        phone,
        code,
        ip,
        purpose,
        locale: language,
        lifetimeMs,
        reportsEntered,
        dedupeKey: hash('sha256', rawBody, 'hex'),
      };
      return this.#answer(given, language);
    }

    async #answer(code: CodeToSend, language: PhoneVerificationLocale): Promise<HookAnswer> {
      try {
        await this.verification.sendCode(code);
        return {};
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal === undefined) throw error;
        return errorOf(refusal.status, refusal.message[language]);
      }
    }
  }
  applyDecorators(
    Controller({ path, version: VERSION_NEUTRAL }),
    NeedsPhoneVerification(account),
    ...decorators,
  )(SupabaseSmsHookController);
  return SupabaseSmsHookController;
}

function keysOf(secrets: readonly string[]): Buffer[] {
  const given = secrets.flatMap((secret) => String(secret).split('|'));
  const keys = given.map(webhookKeyOf).filter((key) => key !== undefined);
  if (keys.length === 0 || keys.length < given.length) throw new ConfigurationError('hook-secrets-invalid');
  return keys;
}

/** The fields of a hook's body. Missing ones are refused by the service. */
interface ParsedHook {
  readonly user: SupabaseUser;
  readonly phone: string;
  readonly code: string;
  readonly ip: string | undefined;
}

/** Reads a body. Source: Supabase Auth, `v0hooks.SendSMSInput`. */
function parseHook(body: Uint8Array): ParsedHook {
  const { user, sms, metadata } = fieldsOf(parseJson(Buffer.from(body).toString()));
  const { otp, phone = fieldsOf(user)['phone'] } = fieldsOf(sms);
  const { ip_address: ip } = fieldsOf(metadata);
  return {
    user: fieldsOf(user),
    // When a person changes the phone, the user still has the former one.
    phone: typeof phone === 'string' ? phone : '',
    code: typeof otp === 'string' ? otp : '',
    ip: typeof ip === 'string' && isIpAddress(ip) ? ip : undefined,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => ({ ...Object(value) });

const errorOf = (status: number, message: string): HookError => ({ error: { http_code: status, message } });
