import { object, type Schema } from './route.js';

/** Schemas of the control plane's responses for its OpenAPI document. A spec validates real responses against them. */

const text: Schema = { type: 'string' };
const integer: Schema = { type: 'integer' };
const number: Schema = { type: 'number' };
const moment: Schema = { type: 'string', description: 'ISO 8601 in UTC.' };
const orNull = (type: string): Schema => ({ type: [type, 'null'] });

/** An object whose members are required, except the optional ones. */
function strictObject(
  properties: Readonly<Record<string, Schema>>,
  optional: readonly string[] = [],
): Schema {
  return object(
    properties,
    Object.keys(properties).filter((name) => !optional.includes(name)),
  );
}

export function listOf(items: Schema): Schema {
  return { type: 'array', items };
}

export const healthAnswer = strictObject({ status: { const: 'ok' }, version: text, now: moment });
export const clockAnswer = strictObject({
  now: moment,
  turkey: text,
  frozen: { type: 'boolean' },
  planned: integer,
});

export const messageAnswer = strictObject(
  {
    id: integer,
    to: text,
    from: text,
    text,
    parts: integer,
    orderId: text,
    account: text,
    status: { type: 'string', enum: ['waiting', 'accepted', 'delivered', 'undelivered'] },
    at: moment,
    code: { type: 'string', description: 'The one-time code of the text. Only with `code=true`.' },
  },
  ['code'],
);

export const faultAnswer = strictObject(
  {
    id: text,
    endpoint: text,
    fault: text,
    times: integer,
    probability: number,
    seed: integer,
    skip: integer,
    account: text,
    delayMs: number,
    remaining: { type: 'integer', description: 'How often it may still strike; absent without a limit.' },
    hits: integer,
  },
  ['times', 'probability', 'seed', 'skip', 'account', 'delayMs', 'remaining'],
);

export const orderAnswer = strictObject({
  id: text,
  account: text,
  sender: text,
  commercial: orNull('string'),
  phase: { type: 'string', enum: ['scheduled', 'sending', 'completed', 'cancelled'] },
  text,
  total: integer,
  delivered: integer,
  undelivered: integer,
  price: { type: 'number', description: "In the account's unit, credits or TL." },
  submitAt: moment,
  sendAt: moment,
  completedAt: orNull('string'),
});

const warningAnswer = {
  type: 'object',
  description: 'field-ignored with its field, text-converted with mode and words, or text-replaced.',
  required: ['kind'],
  properties: {
    kind: { type: 'string', enum: ['field-ignored', 'text-converted', 'text-replaced'] },
    field: text,
    mode: text,
    words: listOf(strictObject({ sent: text, arrives: text })),
  },
} as const;

export const journalAnswer = strictObject(
  {
    id: integer,
    at: moment,
    method: text,
    path: text,
    endpoint: text,
    account: text,
    code: integer,
    reason: text,
    warnings: listOf(warningAnswer),
    fault: text,
    orderId: integer,
    recipients: integer,
    durationMs: number,
    request: { type: 'object', description: 'The body, its hash struck out.' },
  },
  ['endpoint', 'account', 'code', 'reason', 'fault', 'orderId', 'recipients', 'request'],
);

export const webhookAnswer = strictObject(
  {
    id: integer,
    account: text,
    messageId: integer,
    orderId: text,
    to: text,
    status: { type: 'string', enum: ['accepted', 'delivered', 'undelivered'] },
    state: {
      type: 'string',
      enum: ['queued', 'sending', 'waiting', 'held', 'delivered', 'failed', 'dropped'],
    },
    rule: text,
    createdAt: moment,
    attempts: listOf(
      strictObject({
        at: moment,
        durationMs: number,
        url: text,
        result: { anyOf: [strictObject({ status: integer }), strictObject({ error: text })] },
      }),
    ),
    body: { type: 'object' },
  },
  ['rule'],
);

const record = strictObject({
  status: { type: 'string', enum: ['ONAY', 'RET'] },
  source: text,
  consentDate: { type: 'string', description: 'YYYY-MM-DD HH:MM:SS in Turkey time.' },
  receivedAt: moment,
  visibleAt: moment,
  by: { type: 'string', enum: ['provider', 'citizen', 'seed'] },
});

export const historyAnswer = strictObject({
  brandCode: text,
  recipient: text,
  recipientType: text,
  type: text,
  current: { anyOf: [record, { type: 'null' }] },
  history: listOf(record),
});

export const quirkAnswer = strictObject({
  name: text,
  about: text,
  values: listOf(text),
  value: text,
  profiles: strictObject({ seed: text, observed: text, legacy: text }),
});
