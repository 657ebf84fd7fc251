import { type ArgumentsHost, Catch, HttpException, HttpStatus } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import type { PhoneVerificationLimited } from 'iletimerkezi-core';

/** The part of a response that the filter uses, on Express and Fastify. */
interface Reply {
  getHeaders(): Readonly<Record<string, unknown>>;
  header(name: string, value: string): unknown;
}

/** Seconds to wait if the guard does not say how long. */
const DEFAULT_SECONDS = 60;

/**
 * Answers a 429 of a guard, such as `ThrottlerGuard`, as a limit of phone verification: with `limited`, `retryAt` and
 * `Retry-After`, so that the browser has one kind of answer to read. Named throttlers send `Retry-After-NAME` instead.
 */
@Catch(HttpException)
export class ThrottledFilter extends BaseExceptionFilter<HttpException> {
  override catch(error: HttpException, host: ArgumentsHost): void {
    const isThrottled =
      error.getStatus() === Number(HttpStatus.TOO_MANY_REQUESTS) && !isLimited(error.getResponse());
    // oxlint-disable-next-line promise/valid-params -- a Nest filter's method, not a promise's
    super.catch(isThrottled ? limited(error, host.switchToHttp().getResponse<Reply>()) : error, host);
  }
}

const isLimited = (body: unknown): boolean => Object(body).status === 'limited';

function limited(error: HttpException, reply: Reply): HttpException {
  const waits = Object.entries(reply.getHeaders())
    .filter(([name]) => name.startsWith('retry-after'))
    .map(([, value]) => Number(value))
    .filter((seconds) => Number.isFinite(seconds) && seconds > 0);
  const seconds = waits.length > 0 ? Math.max(...waits) : DEFAULT_SECONDS;
  reply.header('Retry-After', String(seconds));
  const now = new Date();
  const retryAt = new Date(now.getTime() + seconds * 1_000);
  const answer: PhoneVerificationLimited<Date> = { status: 'limited', retryAt, now };
  return new HttpException(answer, HttpStatus.TOO_MANY_REQUESTS, { cause: error });
}
