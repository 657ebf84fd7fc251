import type { ArgumentsHost } from '@nestjs/common';

/** Returns the language of a request: Turkish if `Accept-Language` begins with it, otherwise English. */
export function languageOf(host: ArgumentsHost): 'tr' | 'en' {
  const request = host.switchToHttp().getRequest<{ headers?: Record<string, unknown> } | undefined>();
  const preferred = request?.headers?.['accept-language'];
  return typeof preferred === 'string' && /^\s*tr\b/i.test(preferred) ? 'tr' : 'en';
}
