import type { Emulation } from '../emulation.js';
import { formatNumber } from '../provider/phone.js';
import { readWrittenNumber } from '../written-number.js';
import { messageId, orderId } from '../state/order.js';
import type { Notification, NotificationState } from '../webhooks/notification.js';
import type { WebhookRuleInput } from '../webhooks/rules.js';
import { listOf, webhookAnswer } from './answers.js';
import { ControlError, limit, object, route, text, type ControlRoute } from './route.js';

const status = { type: 'string', enum: ['accepted', 'delivered', 'undelivered'] } as const;
const id = object({ id: { type: 'integer' } }, ['id']);

/** Webhooks: what was tried, sending again, and mischief on demand. */
export const webhookRoutes: readonly ControlRoute[] = [
  route<{
    query: { limit: number; account?: string; to?: string; state?: NotificationState; status?: string };
  }>({
    method: 'GET',
    path: '/webhooks',
    tag: 'webhooks',
    summary: 'Lists the webhooks with their attempts, newest first. The last 20,000 finished ones are kept.',
    query: object({
      limit,
      account: text,
      to: text,
      status,
      state: {
        type: 'string',
        enum: ['queued', 'sending', 'waiting', 'held', 'delivered', 'failed', 'dropped'],
      },
    }),
    response: listOf(webhookAnswer),
    returns:
      'A list of { id, account, messageId, orderId, to, status, state, rule, createdAt, attempts, body }',
    handle: ({ emulation, query }) => {
      const to = query.to === undefined ? undefined : readWrittenNumber(query.to);
      return emulation.dispatcher
        .list(
          query.limit,
          (entry) =>
            (query.account === undefined || entry.account === query.account) &&
            (query.state === undefined || entry.state === query.state) &&
            (query.status === undefined || entry.status === query.status) &&
            (query.to === undefined || emulation.world.messages.number(entry.message) === to),
        )
        .map((entry) => view(emulation, entry));
    },
  }),
  route<{ params: { id: number } }>({
    method: 'GET',
    path: '/webhooks/:id',
    tag: 'webhooks',
    summary: 'Returns one webhook with its attempts.',
    params: id,
    response: webhookAnswer,
    returns: 'The webhook',
    handle: ({ emulation, params }) => view(emulation, known(emulation.dispatcher.get(params.id))),
  }),
  route<{ params: { id: number } }>({
    method: 'POST',
    path: '/webhooks/:id/replay',
    tag: 'webhooks',
    summary: 'Sends a webhook again, as a new webhook with the same content.',
    params: id,
    response: webhookAnswer,
    returns: 'The new webhook',
    handle: ({ emulation, params }) => view(emulation, known(emulation.dispatcher.replay(params.id))),
  }),
  route({
    method: 'POST',
    path: '/webhooks/settle',
    tag: 'webhooks',
    summary: 'Answers once no webhook is queued or in flight. Scheduled retries do not count.',
    returns: '{ settled: true }',
    handle: async ({ emulation }) => {
      await emulation.dispatcher.settled();
      return { settled: true };
    },
  }),
  route({
    method: 'GET',
    path: '/webhook-rules',
    tag: 'webhooks',
    summary:
      'Lists the rules that duplicate, drop, delay or reorder webhooks and how often each was applied.',
    returns: 'A list of rules',
    handle: ({ emulation }) => emulation.dispatcher.rules.list(),
  }),
  route<{ body: WebhookRuleInput }>({
    method: 'POST',
    path: '/webhook-rules',
    tag: 'webhooks',
    summary: 'Adds a rule that duplicates, drops, delays or reorders webhooks.',
    body: object(
      {
        action: { type: 'string', enum: ['duplicate', 'drop', 'delay', 'reorder'] },
        times: { type: 'integer', minimum: 1 },
        probability: { type: 'number', minimum: 0, maximum: 1 },
        seed: { type: 'integer' },
        status,
        to: text,
        account: text,
        delayMs: {
          type: 'number',
          minimum: 0,
          description: 'Virtual milliseconds; for reorder, how long to wait at most.',
        },
      },
      ['action'],
    ),
    returns: 'The rule with its id',
    handle: ({ emulation, body }) => {
      const number = body.to === undefined ? undefined : readWrittenNumber(body.to);
      if (body.to !== undefined && number === undefined)
        throw new ControlError(400, 'to is no phone number.');
      return emulation.dispatcher.rules.add({
        ...body,
        to: number === undefined ? undefined : formatNumber(number),
      });
    },
  }),
  route({
    method: 'DELETE',
    path: '/webhook-rules',
    tag: 'webhooks',
    summary: 'Removes all webhook rules.',
    returns: '{ removed: true }',
    handle: ({ emulation }) => {
      emulation.dispatcher.rules.clear();
      return { removed: true };
    },
  }),
];

function known(notification: Notification | undefined): Notification {
  if (notification) return notification;
  throw new ControlError(404, 'No webhook has this id; the oldest finished ones are forgotten.');
}

function view({ world, dispatcher }: Emulation, notification: Notification) {
  const { message } = notification;
  return {
    id: notification.id,
    account: notification.account,
    messageId: messageId(message),
    orderId: String(orderId(world.messages.order(message))),
    to: formatNumber(world.messages.number(message)),
    status: notification.status,
    state: notification.state,
    rule: notification.rule,
    createdAt: new Date(notification.createdAt).toISOString(),
    attempts: notification.attempts.map((attempt) => ({
      ...attempt,
      at: new Date(attempt.at).toISOString(),
    })),
    body: dispatcher.bodyOf(notification),
  };
}
