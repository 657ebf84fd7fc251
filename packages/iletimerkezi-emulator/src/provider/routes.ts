import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Emulation } from '../emulation.js';
import type { Fault } from '../faults/faults.js';
import { answerWith, preventsProcessing } from '../faults/inject.js';
import { authenticate } from './authenticate.js';
import { readBody } from './body.js';
import { refuse, type Answer } from './endpoint.js';
import { ENDPOINTS, type EndpointName } from '../endpoints.js';
import { BEHAVIOUR } from './endpoints/index.js';
import { envelope, httpStatus } from './envelope.js';
import { ignoredFields } from './known-fields.js';
import { field, isFields } from './read.js';
import { redact } from './redact.js';
import type { Warning } from '../warnings.js';

/** A body above this is refused with 400; 50,000 recipients with a text each stay well below. */
export const BODY_LIMIT = 32 * 1024 * 1024;

/** A request's way through the provider, for the journal. */
interface Passage {
  endpoint: EndpointName | undefined;
  account?: string;
  answer: Answer;
  ignored?: readonly string[];
  body?: unknown;
  fault?: Fault;
}

/** The provider's own paths. Everything unknown is the provider's 404. */
export function providerRoutes(app: FastifyInstance, emulation: Emulation): void {
  app.removeAllContentTypeParsers();
  // Every body is read as JSON with any content type. It is parsed here and not by Fastify so that refusals are the provider's.
  app.addHook('onRequest', async (request) => {
    request.headers['content-type'] = 'application/json';
  });
  app.addContentTypeParser(
    'application/json',
    async (_request: FastifyRequest, payload: FastifyRequest['raw']) => readBody(payload, BODY_LIMIT),
  );
  const endpoints: { name: EndpointName; path: string }[] = [];
  for (const [name, path] of Object.entries(ENDPOINTS)) if (isEndpoint(name)) endpoints.push({ name, path });
  for (const { name, path } of endpoints) {
    app.post(path, { bodyLimit: BODY_LIMIT }, (request, reply) => handle(emulation, name, request, reply));
  }
}

/** Responds with 404 to a path or method that the provider does not have. */
export function answerUnknown(emulation: Emulation, request: FastifyRequest, reply: FastifyReply): unknown {
  const answer = refuse(404, 'no such path, or another method than POST; XML and GET twins are not emulated');
  record(emulation, request, { endpoint: undefined, answer }, 0);
  return send(emulation, reply, undefined, answer);
}

/** Responds to an internal error of the emulator with 503, and to an unreadable request with 400. */
export function answerBroken(
  emulation: Emulation,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const reason = `the emulator failed: ${error instanceof Error ? error.message : 'unknown'}`;
  const answer = isBadRequest(error) ? refuse(400, reason) : refuse(503, reason);
  record(emulation, request, { endpoint: undefined, answer }, 0);
  return send(emulation, reply, undefined, answer);
}

async function handle(
  emulation: Emulation,
  endpoint: EndpointName,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const started = performance.now();
  const { world, faults } = emulation;
  const parsed = parse(request.body);
  const key = parsed.ok ? field(field(parsed.request, 'authentication'), 'key') : undefined;
  const known = typeof key === 'string' && world.accounts.has(key) ? key : undefined;
  const fault = faults.take(endpoint, known);
  const passage: Passage = {
    endpoint,
    account: known,
    fault,
    body: parsed.ok ? parsed.body : undefined,
    ignored: parsed.ok ? ignoredFields(endpoint, parsed.body, queryOf(request)) : [],
    answer:
      fault && preventsProcessing(fault)
        ? refuse(503, `fault ${fault.fault}`)
        : await run(emulation, endpoint, parsed, request),
  };
  record(emulation, request, passage, performance.now() - started);
  return send(emulation, reply, endpoint, passage.answer, fault);
}

async function run(
  emulation: Emulation,
  endpoint: EndpointName,
  parsed: Parsed,
  request: FastifyRequest,
): Promise<Answer> {
  if (!parsed.ok) return refuse(400, parsed.reason);
  const { world, carrier } = emulation;
  const authentication = authenticate(parsed.request, world.accounts, request.ip);
  if (!authentication.ok) return refuse(401, authentication.reason);
  const { account } = authentication;
  return BEHAVIOUR[endpoint]({ world, carrier, account, request: parsed.request, now: world.clock.now() });
}

type Parsed =
  | { ok: true; body: unknown; request: Readonly<Record<string, unknown>> }
  | { ok: false; reason: string };

function parse(body: unknown): Parsed {
  const kind = field(body, 'kind');
  const text = field(body, 'text');
  if (kind === 'too-large') return { ok: false, reason: `the body is larger than ${BODY_LIMIT} bytes` };
  if (typeof text !== 'string') return { ok: false, reason: 'there is no body' };
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'the body is no JSON' };
  }
  const request = field(parsed, 'request');
  return isFields(request)
    ? { ok: true, body: parsed, request }
    : { ok: false, reason: 'the body has no object "request"' };
}

function send(
  emulation: Emulation,
  reply: FastifyReply,
  endpoint: EndpointName | undefined,
  answer: Answer,
  fault?: Fault,
): unknown {
  const { quirks } = emulation.world.settings;
  const status = httpStatus(answer.code, quirks.httpStatus);
  const body = envelope(endpoint, answer.code, answer.result, quirks);
  if (fault) return answerWith(fault, reply, status, body);
  return reply.code(status).type('application/json; charset=utf-8').send(body);
}

function record(emulation: Emulation, request: FastifyRequest, passage: Passage, durationMs: number): void {
  const { answer, fault, ignored = [] } = passage;
  const warnings: Warning[] = [
    ...ignored.map((name): Warning => ({ kind: 'field-ignored', field: name })),
    ...(answer.warnings ?? []),
  ];
  for (const warning of warnings) emulation.warn(passage.endpoint, warning);
  emulation.journal.add({
    at: emulation.world.clock.now(),
    method: request.method,
    path: request.url.split('?', 1)[0] ?? request.url,
    endpoint: passage.endpoint,
    account: passage.account,
    code: answer.code,
    reason: answer.reason,
    warnings,
    fault: fault?.fault,
    orderId: answer.orderId,
    recipients: answer.recipients,
    durationMs: Math.round(durationMs * 100) / 100,
    request: redact(passage.body, request.headers['content-length']),
  });
  emulation.world.changed('journal');
}

function queryOf({ query }: FastifyRequest): Readonly<Record<string, unknown>> {
  return isFields(query) ? query : {};
}

function isBadRequest(error: unknown): boolean {
  const status = field(error, 'statusCode');
  return typeof status === 'number' && status >= 400 && status < 500;
}

function isEndpoint(name: string): name is EndpointName {
  return Object.hasOwn(ENDPOINTS, name);
}
