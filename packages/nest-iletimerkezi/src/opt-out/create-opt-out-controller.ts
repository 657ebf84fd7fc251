import {
  applyDecorators,
  Controller,
  Get,
  HttpStatus,
  Inject,
  Logger,
  Param,
  Post,
  Req,
  Res,
  type Type,
} from '@nestjs/common';
import { getIletimerkeziToken } from '../client/account.tokens.js';
import { nameOf } from '../common/thrown.js';
import { DEFAULT_ACCOUNT } from '../options/iletimerkezi.options.js';
import { OPT_OUT_HEADERS, optOutPage, type OptOutPageState } from './opt-out-page.js';
import { OptOutService } from './opt-out.service.js';
import { RequestLimit } from './request-limit.js';

/** The part of a request that the controller reads, on Express and Fastify. */
export interface OptOutControllerRequest {
  readonly ip?: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

interface Reply {
  header(name: string, value: string): unknown;
  status(code: number): unknown;
}

/** Options of {@link createOptOutController}. */
export interface OptOutControllerOptions {
  /** The path of the option `optOut.url`, without the host: `r` for `https://example.com/r`. Exclude it from a global prefix. */
  path: string;
  /** The account's name. Default: the default account. */
  account?: string;
  /** Returns the person's IP address. Default: the framework's `ip`, which needs its setting for trusted proxies. */
  ip?: (request: OptOutControllerRequest) => string | undefined;
  /** Limit of refusals of one address in a minute, 1 to 1,000, per process. Default 20: people share addresses. */
  perMinute?: number;
  /** Additional class decorators, such as `UseGuards(ThrottlerGuard)` or the application's decorator for public routes. */
  decorators?: readonly ClassDecorator[];
}

/**
 * Creates the controller of the opt-out pages. `GET :token` shows a page with a button, in Turkish or English by
 * `Accept-Language`; `POST :token` records the refusal with time, IP address, user agent and a digest of the link. GET and
 * HEAD change nothing, because scanners of links open them.
 *
 * The answer is the same for every token, so it reveals neither whether a link is valid nor anything about its recipient. The
 * token is the permission to refuse: there is no session that another site could abuse, and so no CSRF token.
 *
 * Source of the duty: law 6563, art. 8, and regulation 2015/29417, art. 9: refusing is easy, free of charge and possible at
 * any time.
 *
 * @example
 * \@Module({ controllers: [createOptOutController({ path: 'r' })] })
 */
export function createOptOutController({
  path,
  account = DEFAULT_ACCOUNT,
  ip = (request) => request.ip,
  perMinute = 20,
  decorators = [],
}: OptOutControllerOptions): Type<object> {
  const limit = new RequestLimit({ limit: perMinute, windowMs: 60_000 });
  const logger = new Logger('IletimerkeziOptOut');

  class OptOutController {
    constructor(
      @Inject(getIletimerkeziToken(account, OptOutService)) private readonly optOut: OptOutService,
    ) {
      // Fails at boot, not at a person's request.
      optOut.requireLinks();
    }

    @Get(':token')
    ask(@Req() request: OptOutControllerRequest, @Res({ passthrough: true }) reply: Reply): string {
      return this.page(request, reply, 'ask', HttpStatus.OK);
    }

    @Post(':token')
    async refuse(
      @Param('token') token: string,
      @Req() request: OptOutControllerRequest,
      @Res({ passthrough: true }) reply: Reply,
    ): Promise<string> {
      const address = ip(request);
      if (!limit.admit(address ?? '')) {
        reply.header('Retry-After', '60');
        return this.page(request, reply, 'limited', HttpStatus.TOO_MANY_REQUESTS);
      }
      try {
        const userAgent = headerOf(request, 'user-agent');
        await this.optOut.refuse({ token, locale: localeOf(request), ip: address, userAgent });
      } catch (error) {
        logger.error(`A refusal was not recorded: ${nameOf(error)}. The person was asked to try again.`);
        return this.page(request, reply, 'failed', HttpStatus.SERVICE_UNAVAILABLE);
      }
      return this.page(request, reply, 'done', HttpStatus.OK);
    }

    private page(
      request: OptOutControllerRequest,
      reply: Reply,
      state: OptOutPageState,
      status: HttpStatus,
    ): string {
      reply.status(status);
      for (const [name, value] of Object.entries(OPT_OUT_HEADERS)) reply.header(name, value);
      const { title, contact } = this.optOut;
      return optOutPage({ state, locale: localeOf(request), title, contact });
    }
  }
  applyDecorators(Controller(path), ...decorators)(OptOutController);
  return OptOutController;
}

function headerOf({ headers }: OptOutControllerRequest, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}

/** Returns English if the request prefers it, otherwise Turkish. */
function localeOf(request: OptOutControllerRequest): 'tr' | 'en' {
  return /^\s*en\b/i.test(headerOf(request, 'accept-language') ?? '') ? 'en' : 'tr';
}
