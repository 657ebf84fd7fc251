import { Catch, HttpException, HttpStatus, type ArgumentsHost } from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import {
  describeError,
  isCallError,
  isIletimerkeziError,
  type IletimerkeziError,
  type SubmitResult,
} from 'iletimerkezi-core';
import { httpStatusOf, OUTCOME_UNKNOWN, type BothLanguages } from '../errors/http-exception.js';
import { languageOf } from '../errors/language-of.js';
import { Campaign } from '../../outbox/campaign.js';
import type { SentOrder } from '../../sending/sms.types.js';
import { StorageError } from '../../storage/storage.errors.js';

/** Codes of calls that did not reach the provider. */
const UNREACHABLE: ReadonlySet<string> = new Set(['connect-failed', 'connect-timeout']);

/**
 * Converts a result of `SmsService` or `OutboxService.enqueue()`, or the error that either threw, to the result that
 * `SmsComposer` of `react-sms-ui` reads.
 *
 * An error is `refused` or `unreachable` only if certainly nothing was sent. An unknown outcome and an unresponsive
 * database are `unknown`. A 4xx `HttpException` is `refused`: a pipe or guard throws it before the handler sends.
 * @param language of the message. The composer explains the provider's codes.
 * @throws other errors unchanged, so that errors of the host's code become a 500, which the composer reads as `unknown`;
 *   TypeError for any other value.
 *
 * @example
 * return toSubmitResult(await sms.send(toSendOrder(dto)));
 */
export function toSubmitResult(sent: unknown, language: 'tr' | 'en' = 'en'): SubmitResult {
  if (isIletimerkeziError(sent)) return ofError(sent, language);
  if (sent instanceof HttpException && isRefusal(sent)) return { state: 'refused', message: messageOf(sent) };
  if (sent instanceof Error) throw sent;
  if (isSent(sent)) return { state: 'accepted', orderIds: [sent.orderId] };
  if (sent instanceof Campaign) return { state: 'accepted', orderIds: [], campaignId: sent.id };
  throw new TypeError(
    'toSubmitResult() needs what SmsService.send() or OutboxService.enqueue() resolved with, or the error they threw.',
  );
}

/**
 * Responds to failed requests of a composer with a `SubmitResult` as the body and the HTTP status that
 * `IletimerkeziExceptionFilter` uses. Apply it to the controller that accepts `SendSmsDto`.
 *
 * @example
 * @UseFilters(SubmitResultFilter)
 */
@Catch()
export class SubmitResultFilter extends BaseExceptionFilter {
  override catch(error: unknown, host: ArgumentsHost): void {
    // oxlint-disable-next-line promise/valid-params -- a Nest filter's method, not a promise's
    super.catch(answerTo(error, languageOf(host)), host);
  }
}

function answerTo(error: unknown, language: 'tr' | 'en'): unknown {
  const isKnown = isIletimerkeziError(error);
  if (!isKnown && !(error instanceof HttpException && isRefusal(error))) return error;
  const status = isKnown ? httpStatusOf(error) : error.getStatus();
  return new HttpException(toSubmitResult(error, language), status, { cause: error });
}

const STORAGE_SILENT: BothLanguages = {
  en: 'The database did not answer; the message may have been stored for sending. Check before you send again.',
  tr: 'Veritabanı yanıt vermedi; mesaj gönderilmek üzere kaydedilmiş olabilir. Yeniden göndermeden önce kontrol edin.',
};

function ofError(error: IletimerkeziError, language: 'tr' | 'en'): SubmitResult {
  if (error.outcome !== 'not-applied') {
    const words = error instanceof StorageError ? STORAGE_SILENT : OUTCOME_UNKNOWN;
    return { state: 'unknown', message: words[language] };
  }
  if (UNREACHABLE.has(error.code)) return { state: 'unreachable' };
  if (isCallError(error) && error.providerCode !== undefined)
    return { state: 'refused', code: error.providerCode };
  return { state: 'refused', message: describeError(error, language) };
}

const isRefusal = (error: HttpException): boolean =>
  error.getStatus() >= HttpStatus.BAD_REQUEST && error.getStatus() < HttpStatus.INTERNAL_SERVER_ERROR;

/** Returns the message of an exception. `ValidationPipe` returns a list of messages. */
function messageOf(error: HttpException): string {
  const body = error.getResponse();
  const message: unknown = typeof body === 'object' ? Reflect.get(body, 'message') : body;
  return Array.isArray(message)
    ? message.map(String).join(' ')
    : typeof message === 'string'
      ? message
      : error.message;
}

const isSent = (value: unknown): value is Pick<SentOrder, 'orderId'> =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'orderId') === 'string';
