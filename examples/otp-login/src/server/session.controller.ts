import { Controller, Delete, Get, Headers, HttpCode, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { PhoneVerified, VerifiedPhone } from 'nest-iletimerkezi';
import { Sessions } from './sessions';

const COOKIE = 'session';

/** A browser does not send the cookie with requests of other sites. Add `secure: true` behind HTTPS. */
const COOKIE_OPTIONS = { httpOnly: true, sameSite: 'strict', path: '/' } as const;

@Controller('api/session')
export class SessionController {
  constructor(private readonly sessions: Sessions) {}

  /** Signs in. The header names a verification that ended a moment ago; each one opens one session. */
  @Post()
  @PhoneVerified({ purpose: 'sign-in', once: true })
  signIn(@VerifiedPhone() phone: string, @Res({ passthrough: true }) response: Response) {
    response.cookie(COOKIE, this.sessions.open(phone), COOKIE_OPTIONS);
    return { phone };
  }

  @Get()
  read(@Headers('cookie') cookies?: string) {
    return { phone: this.sessions.phoneOf(idIn(cookies)) ?? null };
  }

  @Delete()
  @HttpCode(204)
  signOut(@Res({ passthrough: true }) response: Response, @Headers('cookie') cookies?: string) {
    this.sessions.close(idIn(cookies));
    response.clearCookie(COOKIE, COOKIE_OPTIONS);
  }
}

const idIn = (cookies = ''): string => /(?:^|; )session=([^;]*)/.exec(cookies)?.[1] ?? '';
