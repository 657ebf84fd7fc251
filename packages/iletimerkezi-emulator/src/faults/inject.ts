import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { Fault, FaultKind } from './faults.js';

const SLOW = 1000;
const GATEWAY_PAGE = '<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>';
const BEFORE: ReadonlySet<FaultKind> = new Set([
  'cut-before-accept',
  'hang-before-accept',
  'unavailable',
  'throttle',
]);

/** Whether a fault keeps the request from being carried out. */
export function strikesBefore(fault: Fault): boolean {
  return BEFORE.has(fault.fault);
}

/**
 * Answers, or fails to answer, as the fault defines. `status` and `body` are what would have been sent; for
 * `unavailable` the caller passes the provider's 503.
 */
export async function answerWith(
  fault: Fault,
  reply: FastifyReply,
  status: number,
  body: string,
): Promise<unknown> {
  const delay = fault.delayMs ?? (fault.fault === 'slow' ? SLOW : 0);
  if (delay > 0) await wait(delay, undefined, { ref: false });
  switch (fault.fault) {
    case 'slow':
    case 'unavailable':
      return reply.code(status).type('application/json; charset=utf-8').send(body);
    case 'throttle':
      return reply
        .code(429)
        .header('retry-after', '1')
        .type('application/json')
        .send('{"message":"Too Many Requests"}');
    case 'accept-then-5xx':
      return reply.code(502).type('text/html').send(GATEWAY_PAGE);
    case 'malformed-json':
      return reply
        .code(status)
        .type('application/json; charset=utf-8')
        .send(body.slice(0, -2) + ',]');
    case 'cut-before-accept':
    case 'accept-then-cut':
      reply.hijack();
      reply.raw.destroy();
      return reply;
    case 'hang-before-accept':
    case 'accept-then-hang':
      // The client gives up or the emulator closes; nothing is ever written.
      return reply.hijack();
    case 'truncated-body': {
      reply.hijack();
      const bytes = Buffer.from(body);
      reply.raw.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length });
      reply.raw.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => reply.raw.destroy());
      return reply;
    }
  }
}
