/** Answers every order after a millisecond, and records when each recipient's request arrived. */
import { createServer } from 'node:http';

const ANSWER_AFTER_MS = 1;

export type ToProvider = { expect: number };
export type FromProvider =
  | { url: string }
  | { ready: true }
  /** All expected requests: nanoseconds of the monotonic clock by recipient. */
  | { arrivals: [string, number][] };

const say = (message: FromProvider): void => void process.send?.(message);

let expected = Number.POSITIVE_INFINITY;
let arrivals: [string, number][] = [];
let order = 0;

process.on('message', ({ expect }: ToProvider) => {
  expected = expect;
  arrivals = [];
  say({ ready: true });
});

const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => (body += chunk));
  request.on('end', () => {
    const at = Number(process.hrtime.bigint());
    order += 1;
    const answer = JSON.stringify({
      response: { status: { code: '200', message: 'OK' }, order: { id: String(order) } },
    });
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length });
      response.end(answer);
      const to = /90\d{10}/.exec(body)?.[0];
      if (to !== undefined && request.url?.includes('send-sms')) arrivals.push([`+${to}`, at]);
      if (arrivals.length < expected) return;
      say({ arrivals });
      arrivals = [];
    }, ANSWER_AFTER_MS);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) say({ url: `http://127.0.0.1:${address.port}` });
});
process.once('disconnect', () => process.exit(0));
