import type { OrderDetail, OrderViewState, OrderView, ProviderOrder } from '../../shared/api/orders.js';
import type { Problem } from '../../shared/api/problem.js';
import type { Demo } from '../start-demo.js';

/** Delays for tests. */
export const FAST = { acceptMs: 5, deliveryMs: [10, 100] } as const;

/** A valid order to two recipients, one of them listed twice. */
export const ORDER = {
  sender: 'MAVIKITAP',
  text: 'Siparişiniz yola çıktı.',
  kind: 'transactional',
  recipients: ['0530 000 00 01', '530 000 00 02', '+90 530 000 00 01'],
};

export const get = (demo: Demo, path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${demo.url}${path}`, { headers });

/** @param body sent unchanged if it is a string, otherwise as JSON. */
export function post(
  demo: Demo,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${demo.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

export async function problemOf(answer: Promise<Response>): Promise<Problem & { status: number }> {
  const response = await answer;
  return { status: response.status, ...((await response.json()) as Problem) };
}

/** Sends an order and returns the created campaign. */
export async function send(demo: Demo, order: object = ORDER): Promise<OrderDetail> {
  const response = await post(demo, '/api/orders', order);
  if (response.status !== 201) throw new Error(`The order was answered ${response.status}.`);
  return (await response.json()) as OrderDetail;
}

/** Reads the live report of an order until it has the state, and returns the complete report. */
export function untilState(demo: Demo, id: string, state: OrderViewState, place = 1): Promise<OrderDetail> {
  return until(demo, id, (order) => order.state === state, place);
}

export async function until(
  demo: Demo,
  id: string,
  is: (order: ProviderOrder) => boolean,
  place = 1,
): Promise<OrderDetail> {
  for await (const { data } of events(`${demo.url}/api/orders/${id}/events?order=${place}`)) {
    const { order } = JSON.parse(data) as { order: OrderDetail };
    const [one] = order.orders.slice(place - 1);
    if (one !== undefined && is(one)) return order;
  }
  throw new Error('The report ended.');
}

/** Reads the list until it contains `count` orders, newest first. */
export async function untilListed(demo: Demo, count: number): Promise<OrderView[]> {
  const known = new Map<string, OrderView>();
  for await (const { data } of events(`${demo.url}/api/orders/events`)) {
    for (const order of (JSON.parse(data) as { orders: OrderView[] }).orders) known.set(order.id, order);
    if (known.size >= count) break;
  }
  return [...known.values()].toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
}

/** Yields the events of a stream that contain data. */
export async function* events(url: string): AsyncGenerator<{ data: string }> {
  const { body } = await fetch(url);
  if (body === null) throw new Error('The stream has no body.');
  let rest = '';
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = block
        .split('\n')
        .filter((line) => line.startsWith('data: '))
        .map((line) => line.slice(6))
        .join('');
      if (data !== '') yield { data };
    }
  }
}
