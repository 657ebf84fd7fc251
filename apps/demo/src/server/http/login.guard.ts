import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';

/** The authenticated user. A host adds session, roles or tenant. */
export interface DemoUser {
  readonly name: string;
}

/** The only user of the demo. */
export const DEMO_USER: DemoUser = { name: 'Demo' };

/**
 * Replace this guard with your login. The demo listens on 127.0.0.1 only and accepts every local user. A host
 * looks up the session here, throws `UnauthorizedException` without one, and skips routes that servers call
 * ({@link OpenToServers}).
 */
@Injectable()
export class LoginGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request & { user?: DemoUser }>();
    request.user = DEMO_USER;
    return true;
  }
}
