import type { NextFunction, Request, Response } from 'express';
import { problem } from './problems.js';

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;

/**
 * Refuses every request whose `Host` is not this machine, including requests for the API description, the page
 * and its files. This prevents DNS rebinding.
 */
export function requireLoopbackHost(request: Request, response: Response, next: NextFunction): void {
  if (LOOPBACK.test(request.headers.host ?? '')) return next();
  response.status(403).json(problem('foreign-origin'));
}
