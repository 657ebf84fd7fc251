import type { ArgumentsHost } from '@nestjs/common';

/** The language that a request prefers: Turkish where `Accept-Language` begins with it, else English. */
export function languageOf(host: ArgumentsHost): 'tr' | 'en' {
  const request = host.switchToHttp().getRequest<{ headers?: Record<string, unknown> } | undefined>();
  const preferred = request?.headers?.['accept-language'];
  return typeof preferred === 'string' && /^\s*tr\b/i.test(preferred) ? 'tr' : 'en';
}
