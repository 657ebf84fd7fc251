import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { problem, ProblemException } from './problems.js';

const OPEN = 'demo:open-to-other-origins';

/** Marks a route that is called by servers and has its own authentication, such as a token. */
export const OpenToServers = () => SetMetadata(OPEN, true);

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses requests of other websites, because the server has no login: a request that changes data must come from this
 * page. Programs such as curl send neither `Origin` nor `Sec-Fetch-Site` and are allowed. `requireLoopbackHost` checks the
 * `Host`.
 */
@Injectable()
export class SameOriginGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    const { host = '', origin } = request.headers;
    if (READING.has(request.method)) return true;
    if (this.reflector.getAllAndOverride<boolean>(OPEN, [context.getHandler(), context.getClass()]))
      return true;
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin') refuse();
    if (origin !== undefined && origin !== `http://${host}`) refuse();
    return true;
  }
}

function refuse(): never {
  throw new ProblemException(403, problem('foreign-origin'));
}
