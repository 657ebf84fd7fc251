import type { Endpoint } from './endpoint.js';
import { listField, objectField } from './json.js';
import { malformedAnswer } from './malformed.js';

/** `POST /v1/get-sender/json`: the approved senders, spelled as orders must name them. Source: provider documentation, get-sender. */
export const getSenders: Endpoint<void, string[]> = {
  slug: 'get-sender',
  operation: 'senders',
  path: '/v1/get-sender/json',
  effect: 'read',
  encode: () => ({}),
  decode(response) {
    const senders = objectField(response, 'senders');
    if (senders === undefined) throw malformedAnswer('get-sender', 'it has no senders', 'not-applied');
    return listField(senders, 'sender').filter((sender) => typeof sender === 'string');
  },
};
