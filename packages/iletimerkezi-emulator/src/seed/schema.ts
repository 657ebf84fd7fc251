import { Ajv } from 'ajv';
import { PROFILES, QUIRKS, QUIRK_NAMES } from '../quirks/quirks.js';
import type { Seed } from './apply.js';

const text = { type: 'string' } as const;
const milliseconds = { type: 'number', minimum: 0 } as const;
const span = { type: 'array', items: milliseconds, minItems: 2, maxItems: 2 } as const;

/** The retry policy of webhooks, every part optional. */
export const retrySchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    delaysMs: {
      type: 'array',
      items: milliseconds,
      description: 'Waits between attempts, virtual milliseconds.',
    },
    timeoutMs: { type: 'number', minimum: 1, description: 'Real milliseconds for one attempt.' },
  },
} as const;

/** A webhook: its URL and, if other than usual, its retry policy. */
export const webhookSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['url'],
  properties: { url: { type: 'string', pattern: '^https?://' }, retry: retrySchema },
} as const;

export const accountSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['key', 'hash'],
  properties: {
    key: { type: 'string', minLength: 1 },
    hash: { type: 'string', minLength: 1 },
    apiAllowed: { type: 'boolean', description: 'The panel\'s "Allow API access".' },
    allowedIps: { type: 'array', items: text, maxItems: 5 },
    characterMode: { type: 'string', enum: ['english', 'turkish', 'unicode'] },
    billing: { type: 'string', enum: ['credits', 'tl'] },
    balance: { type: 'number', minimum: 0, description: 'Credits or TL, by billing.' },
    pricePerPart: { type: 'number', exclusiveMinimum: 0, description: 'TL.' },
    abroad: { type: 'boolean', description: 'Sending abroad; turns credits into TL.' },
    senders: {
      type: 'array',
      items: {
        anyOf: [
          text,
          {
            type: 'object',
            additionalProperties: false,
            required: ['name', 'approved'],
            properties: { name: text, approved: { type: 'boolean' } },
          },
        ],
      },
    },
    iysCode: text,
    brandCodes: { type: 'array', items: { type: ['string', 'integer'] } },
    iysQuota: { type: 'integer', minimum: 0, description: 'Records a month.' },
    webhook: webhookSchema,
    blacklist: { type: 'array', items: text },
  },
} as const;

export const ruleSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['suffix', 'outcome'],
  properties: {
    suffix: { type: 'string', pattern: '^[0-9]{1,12}$', description: 'What the number ends with.' },
    name: { type: 'string', maxLength: 60, description: 'What the rule stands for.' },
    outcome: {
      type: 'string',
      enum: ['delivered', 'undelivered', 'never-reported', 'blacklisted', 'no-consent', 'has-consent'],
    },
    delayMs: milliseconds,
  },
} as const;

/** Single quirks turned otherwise. */
export const quirksSchema = {
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(
    QUIRK_NAMES.map((name) => [
      name,
      { type: 'string', enum: QUIRKS[name].values, description: QUIRKS[name].about },
    ]),
  ),
};

export const consentSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['brandCode', 'recipient'],
  properties: {
    brandCode: { type: ['string', 'integer'] },
    recipient: text,
    recipientType: { type: 'string', enum: ['BIREYSEL', 'TACIR'] },
    type: { type: 'string', enum: ['MESAJ', 'EPOSTA', 'ARAMA'] },
    status: { type: 'string', enum: ['ONAY', 'RET'] },
    source: text,
    consentDate: { type: 'string', description: 'YYYY-MM-DD HH:MM:SS in Turkey time.' },
  },
} as const;

export const seedSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    accounts: { type: 'array', items: accountSchema },
    consents: { type: 'array', items: consentSchema },
    profile: { type: 'string', enum: PROFILES },
    quirks: quirksSchema,
    rules: { type: 'array', items: ruleSchema },
    acceptMs: milliseconds,
    deliveryMs: span,
    registryDelayMs: milliseconds,
  },
} as const;

const isSeed = new Ajv({ allErrors: true, allowUnionTypes: true }).compile<Seed>(seedSchema);

/**
 * A document as a seed.
 * @throws Error that lists every fault with its place.
 */
export function readSeed(document: unknown): Seed {
  if (isSeed(document)) return document;
  const faults = (isSeed.errors ?? []).map((fault) => describeFault(fault, 'the seed'));
  throw new Error(`The seed cannot be used: ${faults.join('; ')}.`);
}

/** Describes a schema fault: its path, what is wrong, and the allowed values. */
export function describeFault(
  fault: { instancePath: string; message?: string; params: Record<string, unknown> },
  document: string,
): string {
  const { instancePath, message, params } = fault;
  const extra = 'additionalProperty' in params ? ` "${String(params['additionalProperty'])}"` : '';
  const allowed = Array.isArray(params['allowedValues']) ? `: ${params['allowedValues'].join(', ')}` : '';
  return `${instancePath ? document + instancePath.replaceAll('/', '.') : document} ${message ?? 'is wrong'}${extra}${allowed}`;
}
