import type { Quirks } from '../quirks/quirks.js';
import { MESSAGES, RETIRED_TEXT_422, type ProviderCode } from './codes.js';
import type { EndpointName } from '../endpoints.js';
import type { Fields } from './read.js';

/** The body of an answer: `response.status`, and the result beside it on success. */
export function envelope(
  endpoint: EndpointName | undefined,
  code: ProviderCode,
  result: Fields | undefined,
  quirks: Quirks,
): string {
  const asText =
    quirks.statusCodeType === 'string' && (endpoint === 'send-sms' || endpoint === 'cancel-order');
  const message = code === 422 && quirks.text422 === 'retired' ? RETIRED_TEXT_422 : MESSAGES[code];
  return JSON.stringify({ response: { status: { code: asText ? String(code) : code, message }, ...result } });
}

/** Codes that are HTTP statuses too and keep their own under `generic-400`. */
const HTTP_CODES: ReadonlySet<ProviderCode> = new Set([200, 400, 401, 403, 404, 405, 422, 503]);

/** The HTTP status an answer travels with. */
export function httpStatus(code: ProviderCode, reading: Quirks['httpStatus']): number {
  switch (reading) {
    case 'always-200':
      return 200;
    case 'generic-400':
      return HTTP_CODES.has(code) ? code : 400;
    case 'mirror':
      return code;
  }
}
