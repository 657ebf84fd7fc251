import { McpError } from './mcp.error.js';

/** Groups of tools that change something. Without them the server only reads. */
export const PERMISSIONS = ['send', 'consents', 'blacklist'] as const;

export type Permission = (typeof PERMISSIONS)[number];

/** A limit of the messages of a call or a period. Both numbers are at least 1. */
export interface Cap {
  /** Recipients. */
  readonly recipients: number;
  /** Message credits: parts times recipients. */
  readonly credits: number;
}

/** Limits of what this server may send, in addition to those of the account. Hours and days are sliding periods. */
export interface Caps {
  /** Default 100 recipients and 500 credits. */
  readonly call: Cap;
  /** Default 500 recipients and 2,500 credits. */
  readonly hour: Cap;
  /** Default 2,000 recipients and 10,000 credits. */
  readonly day: Cap;
}

/** The permissions and limits of a server, and its way to ask. Every option is optional; the defaults only read. */
export interface McpPolicy {
  /** Groups of tools that may change something. Default: none. */
  readonly allow?: readonly Permission[];
  /**
   * Limits of sends; given ones replace the defaults. With storage, all MCP servers of the account count together; without it, each
   * process counts its own.
   */
  readonly caps?: { readonly [Period in keyof Caps]?: Partial<Cap> };
  /**
   * The way in which a person confirms an action. `any` (default): by elicitation, or with a token from the preview if the client does not
   * support elicitation. `elicitation`: clients without elicitation change nothing.
   */
  readonly confirmation?: 'any' | 'elicitation';
  /**
   * Key of the confirmations, at least 32 characters, equal on all instances of a server. Needs an account with storage. Default: random, so that a
   * confirmation is valid in the process that asked for it.
   */
  readonly confirmationKey?: string;
  /** Whether answers contain unmasked phone numbers and e-mail addresses. Default false: only those that the call names. */
  readonly showNumbers?: boolean;
  /** Uses the provider's test sender APITEST for messages without a sender. Default false. */
  readonly test?: boolean;
  /** Language of texts and errors. Default `tr`. */
  readonly locale?: 'tr' | 'en';
}

/** A policy with all its defaults. */
export interface ResolvedPolicy {
  readonly allow: ReadonlySet<Permission>;
  readonly caps: Caps;
  readonly confirmation: 'any' | 'elicitation';
  readonly confirmationKey: string | undefined;
  readonly showNumbers: boolean;
  readonly test: boolean;
  readonly locale: 'tr' | 'en';
}

const DEFAULT_CAPS: Caps = {
  call: { recipients: 100, credits: 500 },
  hour: { recipients: 500, credits: 2_500 },
  day: { recipients: 2_000, credits: 10_000 },
};

const SHORTEST_KEY = 32;

/**
 * Returns the policy with all its defaults.
 * @throws McpError `option-invalid`
 */
export function resolvePolicy(policy: McpPolicy = {}): ResolvedPolicy {
  const { allow = [], caps = {}, confirmation = 'any', confirmationKey, locale = 'tr' } = policy;
  for (const group of allow) {
    if (!PERMISSIONS.includes(group)) throw invalid('allow', `one of ${PERMISSIONS.join(', ')}`);
  }
  if (confirmation !== 'any' && confirmation !== 'elicitation')
    throw invalid('confirmation', 'any or elicitation');
  if (confirmationKey !== undefined && confirmationKey.length < SHORTEST_KEY)
    throw invalid('confirmationKey', `at least ${SHORTEST_KEY} characters`);
  if (locale !== 'tr' && locale !== 'en') throw invalid('locale', 'tr or en');
  return {
    allow: new Set(allow),
    caps: {
      call: capOf('call', caps.call),
      hour: capOf('hour', caps.hour),
      day: capOf('day', caps.day),
    },
    confirmation,
    confirmationKey,
    showNumbers: policy.showNumbers === true,
    test: policy.test === true,
    locale,
  };
}

function capOf(period: keyof Caps, given: Partial<Cap> = {}): Cap {
  const cap = { ...DEFAULT_CAPS[period], ...given };
  for (const unit of ['recipients', 'credits'] as const) {
    if (!Number.isSafeInteger(cap[unit]) || cap[unit] < 1)
      throw invalid(`caps.${period}.${unit}`, 'a whole number of at least 1');
  }
  return cap;
}

const invalid = (option: string, wanted: string): McpError =>
  new McpError('option-invalid', { option, reason: wanted });
