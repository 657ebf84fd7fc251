import { field, isObject, objectField, readInteger, readText, type JsonObject } from './json.js';

/** API credentials from the provider's panel. The panel shows the computed hash; do not hash it again. */
export interface Credentials {
  key: string;
  hash: string;
}

/** The decoded response envelope. */
export interface Envelope {
  code: number;
  message: string;
  response: JsonObject;
}

/** Returns the body of a request. Source: provider documentation, overview, shared request envelope. */
export function encodeEnvelope(credentials: Credentials, fields: object): string {
  const authentication = { key: credentials.key, hash: credentials.hash };
  return JSON.stringify({ request: { authentication, ...fields } });
}

/**
 * Decodes a parsed response body; undefined when it is not an envelope. The code may be a number or numeric text.
 * Source: provider documentation, overview, shared response envelope.
 */
export function decodeEnvelope(body: unknown): Envelope | undefined {
  const response = isObject(body) ? objectField(body, 'response') : undefined;
  const status = response && objectField(response, 'status');
  const code = status && readInteger(field(status, 'code'));
  if (response === undefined || status === undefined || code === undefined) return undefined;
  return { code, message: readText(field(status, 'message')) ?? '', response };
}
