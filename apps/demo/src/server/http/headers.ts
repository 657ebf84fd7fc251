import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';

/** Where the description of the API stands. */
export const API_DOCS = 'api/docs';

const pages = helmet({
  contentSecurityPolicy: {
    // Plain http on the loopback address: there is nothing to upgrade to.
    directives: { 'upgrade-insecure-requests': null, 'font-src': ["'self'"], 'style-src': ["'self'"] },
  },
  strictTransportSecurity: false,
});

/** Swagger's page styles its parts inline. */
const docs = helmet({
  contentSecurityPolicy: {
    directives: { 'upgrade-insecure-requests': null, 'style-src': ["'self'", "'unsafe-inline'"] },
  },
  strictTransportSecurity: false,
});

/** Helmet's headers, with the content policy that each page needs and no more. */
export function securityHeaders(request: Request, response: Response, next: NextFunction): void {
  const choose = request.path.startsWith(`/${API_DOCS}`) ? docs : pages;
  choose(request, response, next);
}
