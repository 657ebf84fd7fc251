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

/** Returns whether a fault prevents the request from being processed. */
export function preventsProcessing(fault: Fault): boolean {
  return BEFORE.has(fault.fault);
}

/**
 * Responds as the fault defines, or closes the connection without a response.
 * @param status of the response without the fault; for `unavailable`, 503
 * @param body of the response without the fault
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
      // No response is written. The connection ends when the client aborts or the emulator closes.
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
