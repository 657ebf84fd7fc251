import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';

/** Who asks. A host has more to say: a session, roles, a tenant. */
export interface DemoUser {
  readonly name: string;
}

/** There is nobody else on this machine's loopback address. */
export const DEMO_USER: DemoUser = { name: 'Demo' };

/**
 * The place of the host's own login. This demo listens on 127.0.0.1 only and believes whoever gets that far; a host
 * looks the session up here, throws `UnauthorizedException` without one, and lets the routes that servers call
 * ({@link OpenToServers}) bring their own proof.
 */
@Injectable()
export class LoginGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request & { user?: DemoUser }>();
    request.user = DEMO_USER;
    return true;
  }
}
