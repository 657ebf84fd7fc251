import {
  BadRequestException,
  Catch,
  HttpException,
  Logger,
  type ArgumentsHost,
  type ValidationError,
} from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import { isIletimerkeziError } from 'iletimerkezi-core';
import { languageOf, SubmitResultFilter, toHttpException } from 'nest-iletimerkezi';
import { isProblemCode, problem, ProblemException } from './problems.js';

type Language = ReturnType<typeof languageOf>;

/**
 * Answers every error in the shape of the library's filter, `{ statusCode, message, errorCode }`, with a `hint` for the
 * demo's own. Details of unexpected errors are not included.
 */
@Catch()
export class ProblemFilter extends BaseExceptionFilter {
  readonly #log = new Logger('Demo');

  override catch(error: unknown, host: ArgumentsHost): void {
    const answer = answerTo(error, languageOf(host));
    if (answer.getStatus() >= 500 && !(error instanceof ProblemException)) this.#log.error(error);
    // oxlint-disable-next-line promise/valid-params -- a Nest filter's method, not a promise's
    super.catch(answer, host);
  }
}

/** Answers a refused order with a `SubmitResult`, the demo's own problems included. */
@Catch()
export class SendFilter extends SubmitResultFilter {
  override catch(error: unknown, host: ArgumentsHost): void {
    const given = error instanceof ProblemException ? sentence(error, languageOf(host)) : error;
    // oxlint-disable-next-line promise/valid-params -- a Nest filter's method, not a promise's
    super.catch(given, host);
  }
}

/** Returns the problem of the first failed validation that names one, else all messages. */
export function problemOfValidation(errors: ValidationError[]): HttpException {
  const messages = errors.flatMap(messagesOf);
  const code = messages.find(isProblemCode);
  if (code === undefined) return new BadRequestException(messages);
  return new ProblemException(400, problem(code), { fields: errors.map((error) => error.property) });
}

const messagesOf = ({ constraints = {}, children = [] }: ValidationError): string[] => [
  ...Object.values(constraints),
  ...children.flatMap(messagesOf),
];

function answerTo(error: unknown, language: Language): HttpException {
  if (isIletimerkeziError(error)) return toHttpException(error, language);
  const answer = asProblem(error);
  const { problem: given, extra } = answer;
  const status = answer.getStatus();
  const body = {
    statusCode: status,
    message: given.message[language],
    errorCode: given.code,
    hint: given.hint[language],
    ...(given.providerCode !== undefined && { providerCode: given.providerCode }),
    ...extra,
  };
  return new HttpException(body, status, { cause: error });
}

function sentence(error: ProblemException, language: Language): HttpException {
  const { message, hint } = error.problem;
  return new HttpException(`${message[language]} ${hint[language]}`, error.getStatus());
}

function asProblem(error: unknown): ProblemException {
  if (error instanceof ProblemException) return error;
  const status = statusOf(error);
  if (status === 404) return new ProblemException(404, problem('not-found'));
  if (status === 413) return new ProblemException(413, problem('body-too-large'));
  if (status < 500) return new ProblemException(status, problem('invalid-request'));
  return new ProblemException(500, problem('internal'));
}

/** Errors of the body parser have a status but are not HttpExceptions. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'status' in error && typeof error.status === 'number') return error.status;
  return 500;
}
