/** Delivery webhooks as the provider sends them, many at once. */
import { type Agent, request } from 'node:http';

/** Calls in flight at the same time. */
export const AT_ONCE = 64;

/**
 * Calls the host with reports of its own id each, from `from` on.
 * @returns webhooks a second.
 */
export async function callMany(agent: Agent, url: string, from: number, count: number): Promise<number> {
  let next = from;
  const started = performance.now();
  const caller = async (): Promise<void> => {
    while (next < from + count) await call(agent, url, next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, caller));
  return (count * 1_000) / (performance.now() - started);
}

/**
 * Calls the host with these reports, as fast as it answers, or at a steady rate a second.
 * @returns webhooks a second.
 */
export async function deliver(
  agent: Agent,
  url: string,
  reports: readonly object[],
  aSecond = Number.POSITIVE_INFINITY,
): Promise<number> {
  let next = 0;
  const started = performance.now();
  const caller = async (): Promise<void> => {
    while (next < reports.length) {
      const turn = next++;
      const wait = started + (turn * 1_000) / aSecond - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      await post(agent, url, { report: reports[turn] });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, caller));
  return (reports.length * 1_000) / (performance.now() - started);
}

function call(agent: Agent, url: string, id: number): Promise<void> {
  const report = {
    id,
    packet_id: Math.floor(id / 10),
    status: id % 3 === 0 ? 'accepted' : 'delivered',
    to: `+90530${String(id % 10_000_000).padStart(7, '0')}`,
    body: 'Siparişiniz yolda',
  };
  return post(agent, url, { report });
}

function post(agent: Agent, url: string, content: object): Promise<void> {
  const body = JSON.stringify(content);
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('end', () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`answered ${response.statusCode}`)),
      );
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
