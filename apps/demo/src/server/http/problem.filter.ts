import {
  Catch,
  HttpException,
  Logger,
  type ArgumentsHost,
  type ExceptionFilter,
  type ValidationError,
} from '@nestjs/common';
import type { Response } from 'express';
import { isProblemCode, problem, ProblemException } from './problems.js';

/** Converts every error of the API to a {@link Problem}. Details of unexpected errors are not included. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #log = new Logger('Demo');

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) {
      response.end();
      return;
    }
    const answer = asProblem(error);
    if (answer.getStatus() >= 500 && !(error instanceof ProblemException)) this.#log.error(error);
    response.status(answer.getStatus()).json(answer.getResponse());
  }
}

/** Returns the code of the first failed validation. */
export function problemOfValidation(errors: ValidationError[]): ProblemException {
  const codes = errors.flatMap((error) => Object.values(error.constraints ?? {}));
  const code = codes.find(isProblemCode) ?? 'invalid-request';
  return new ProblemException(400, problem(code), { fields: errors.map((error) => error.property) });
}

function asProblem(error: unknown): HttpException {
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
