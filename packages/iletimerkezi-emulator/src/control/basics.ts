import { version } from '../version.js';
import { waitForMessages, readInbox, type InboxFilter } from '../inbox.js';
import { retrySchema } from '../seed/schema.js';
import { healthAnswer, listOf, messageAnswer } from './answers.js';
import { ControlError, limit, object, route, text, type ControlRoute } from './route.js';

const inboxQuery = {
  to: { ...text, description: 'Recipient, in any form the provider takes.' },
  from: { ...text, description: 'Sender, exact.' },
  text: { ...text, description: 'Part of the text.' },
  orderId: text,
  account: text,
  status: { type: 'string', enum: ['waiting', 'accepted', 'delivered', 'undelivered'] },
  code: {
    type: 'boolean',
    description: 'With true, only messages with a one-time code, which is returned as `code`.',
  },
} as const;

/** Health, reset and the inbox. */
export const basicRoutes: readonly ControlRoute[] = [
  route({
    method: 'GET',
    path: '/health',
    tag: 'emulator',
    summary: 'Reports that the emulator is running.',
    response: healthAnswer,
    returns: '{ status: "ok", version, now }',
    handle: ({ emulation }) => ({
      status: 'ok',
      version,
      now: new Date(emulation.clock.now()).toISOString(),
    }),
  }),
  route({
    method: 'POST',
    path: '/reset',
    tag: 'emulator',
    summary:
      'Restores the initial state: accounts, clock and quirks as at the start, no messages, no faults, no webhook rules.',
    returns: '{ reset: true }',
    handle: ({ emulation }) => {
      emulation.reset();
      return { reset: true };
    },
  }),
  route<{ query: InboxFilter & { limit: number } }>({
    method: 'GET',
    path: '/inbox',
    tag: 'inbox',
    summary: 'Lists the messages that were handed to the phone network, newest first.',
    query: object({ ...inboxQuery, limit }),
    response: listOf(messageAnswer),
    returns:
      'A list of { id, to, from, text, parts, orderId, account, status, at }, with code=true also `code`',
    handle: ({ emulation, query: { limit: most, ...filter } }) => readInbox(emulation.world, filter, most),
  }),
  route<{ query: InboxFilter & { count: number; timeoutMs: number } }>({
    method: 'GET',
    path: '/inbox/wait',
    tag: 'inbox',
    summary:
      'Waits until `count` messages match; messages already there count. Answers 408 with the matching messages after the timeout.',
    query: object({
      ...inboxQuery,
      count: { type: 'integer', minimum: 1, maximum: 10_000, default: 1 },
      timeoutMs: {
        type: 'integer',
        minimum: 0,
        maximum: 600_000,
        default: 5000,
        description: 'Real milliseconds.',
      },
    }),
    response: listOf(messageAnswer),
    returns: 'The matching messages, newest first',
    handle: async ({ emulation, query: { count, timeoutMs, ...filter }, request, reply }) => {
      const gone = new AbortController();
      request.raw.on('close', () => gone.abort());
      const found = await waitForMessages(emulation.world, filter, { count, timeoutMs, signal: gone.signal });
      return reply.code(found.complete ? 200 : 408).send(found.messages);
    },
  }),
  route<{
    params: { key: string };
    body: { url: string | null; retry?: { delaysMs?: number[]; timeoutMs?: number } };
  }>({
    method: 'PUT',
    path: '/accounts/:key/webhook',
    tag: 'accounts',
    summary: "Sets the account's webhook URL, including its query, or removes it with null.",
    params: object({ key: text }, ['key']),
    body: object(
      {
        url: { type: ['string', 'null'], description: 'http or https.' },
        retry: retrySchema,
      },
      ['url'],
    ),
    returns: '{ url, retry }',
    handle: ({ emulation, params, body }) => {
      const account = emulation.world.accounts.get(params.key);
      if (!account)
        throw new ControlError(404, 'No account has this key. GET /_emulator/accounts lists them.');
      if (body.url !== null && !isHttpUrl(body.url)) {
        throw new ControlError(400, 'The webhook URL is no absolute http or https URL.');
      }
      account.webhook = body.url === null ? undefined : { url: body.url, retry: body.retry ?? {} };
      emulation.world.changed('accounts');
      return { url: body.url, retry: account.webhook?.retry ?? {} };
    },
  }),
];

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
