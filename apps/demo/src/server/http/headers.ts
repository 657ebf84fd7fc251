import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';

/** The path of the API description. */
export const API_DOCS = 'api/docs';

const pages = helmet({
  contentSecurityPolicy: {
    // The server uses plain HTTP on the loopback address.
    directives: { 'upgrade-insecure-requests': null, 'font-src': ["'self'"], 'style-src': ["'self'"] },
  },
  strictTransportSecurity: false,
});

/** Swagger's page uses inline styles. */
const docs = helmet({
  contentSecurityPolicy: {
    directives: { 'upgrade-insecure-requests': null, 'style-src': ["'self'", "'unsafe-inline'"] },
  },
  strictTransportSecurity: false,
});

/** Sets the headers of Helmet, with the minimum content security policy of each page. */
export function securityHeaders(request: Request, response: Response, next: NextFunction): void {
  const choose = request.path.startsWith(`/${API_DOCS}`) ? docs : pages;
  choose(request, response, next);
}
