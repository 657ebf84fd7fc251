import type {
  CampaignDetail,
  ReportEvent,
  ReportState,
  CampaignReport,
  ReportOrder,
} from 'iletimerkezi-core';
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

export interface ApiProblem {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** Returns the error body of a response. */
export async function problemOf(answer: Promise<Response>): Promise<ApiProblem> {
  const response = await answer;
  const { errorCode, message, hint } = (await response.json()) as Record<string, string>;
  return { status: response.status, code: errorCode ?? '', message: message ?? '', ...(hint && { hint }) };
}

/** Sends an order and returns the created campaign. */
export async function send(demo: Demo, order: object = ORDER): Promise<CampaignDetail> {
  const response = await post(demo, '/api/orders', order);
  if (response.status !== 201) throw new Error(`The order was answered ${response.status}.`);
  const { campaignId } = (await response.json()) as { campaignId: string };
  return (await (await get(demo, `/api/orders/${campaignId}`)).json()) as CampaignDetail;
}

/** Reads the live report of an order until it has the state, and returns the complete report. */
export function untilState(demo: Demo, id: string, state: ReportState, place = 1): Promise<CampaignDetail> {
  return until(demo, id, (order) => order.state === state, place);
}

export async function until(
  demo: Demo,
  id: string,
  is: (order: ReportOrder) => boolean,
  place = 1,
): Promise<CampaignDetail> {
  for await (const { data } of events(`${demo.url}/api/orders/${id}/events?order=${place}`)) {
    const { campaign } = JSON.parse(data) as ReportEvent;
    const [one] = campaign.orders.slice(place - 1);
    if (one !== undefined && is(one)) return campaign;
  }
  throw new Error('The report ended.');
}

/** Reads the list until it contains `count` orders, newest first. */
export async function untilListed(demo: Demo, count: number): Promise<CampaignReport[]> {
  const known = new Map<string, CampaignReport>();
  for await (const { data } of events(`${demo.url}/api/orders/events`)) {
    for (const order of (JSON.parse(data) as { campaigns: CampaignReport[] }).campaigns)
      known.set(order.id, order);
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

/** Returns the events of a report that is final, and the snapshot of any other report. */
export async function eventsOf(demo: Demo, id: string): Promise<ReportEvent[]> {
  const received: ReportEvent[] = [];
  for await (const { data } of events(`${demo.url}/api/orders/${id}/events`)) {
    const event: ReportEvent = JSON.parse(data);
    received.push(event);
    if (!event.settled) break;
  }
  return received;
}

/** Sends an order that is refused, and returns the `SubmitResult`. */
export async function refusalOf(
  demo: Demo,
  order: object,
): Promise<{ status: number; state: string; message: string }> {
  const response = await post(demo, '/api/orders', order, { 'accept-language': 'tr' });
  const { state, message } = (await response.json()) as Record<string, string>;
  return { status: response.status, state: state ?? '', message: message ?? '' };
}
