import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { problem, ProblemException } from './problems.js';

/** Refuses texts with the character NUL, which PostgreSQL cannot store. */
@Injectable()
export class NulGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { url, body } = context.switchToHttp().getRequest<Request>();
    if (/%00/.test(url) || holdsNul(body)) throw new ProblemException(400, problem('invalid-request'));
    return true;
  }
}

function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\u0000');
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, inner]) => holdsNul(name) || holdsNul(inner));
}
