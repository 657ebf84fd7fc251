import { field, isObject, objectField, readInteger, readText, type JsonObject } from './json.js';

/** What the provider's panel issues. The hash comes precomputed; never compute it. */
export interface Credentials {
  key: string;
  hash: string;
}

/** The provider's answer, opened. */
export interface Envelope {
  code: number;
  message: string;
  response: JsonObject;
}

/** The body of a request. Source: provider documentation, overview, shared request envelope. */
export function encodeEnvelope(credentials: Credentials, fields: object): string {
  const authentication = { key: credentials.key, hash: credentials.hash };
  return JSON.stringify({ request: { authentication, ...fields } });
}

/**
 * Opens an answer's parsed body; undefined when it is no envelope. The code may be a number or numeric text.
 * Source: provider documentation, overview, shared response envelope.
 */
export function decodeEnvelope(body: unknown): Envelope | undefined {
  const response = isObject(body) ? objectField(body, 'response') : undefined;
  const status = response && objectField(response, 'status');
  const code = status && readInteger(field(status, 'code'));
  if (response === undefined || status === undefined || code === undefined) return undefined;
  return { code, message: readText(field(status, 'message')) ?? '', response };
}
