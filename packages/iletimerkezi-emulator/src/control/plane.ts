import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Emulation } from '../emulation.js';
import { basicRoutes } from './basics.js';
import { cancelRoute } from './cancel.js';
import { eventsRoute } from './events.js';
import { faultRoutes } from './faults.js';
import { openApiDocument } from './openapi.js';
import { orderRoutes } from './orders.js';
import { phoneRoutes } from './phones.js';
import { registryRoutes } from './registry.js';
import { describeFault } from '../seed/schema.js';
import { ControlError, route, type ControlRoute } from './route.js';
import { stateRoutes } from './state.js';
import { clockRoutes } from './time.js';
import { webhookRoutes } from './webhooks.js';

export const CONTROL_PREFIX = '/_emulator';
export const controlRoutes: readonly ControlRoute[] = [
  ...basicRoutes,
  ...stateRoutes,
  ...clockRoutes,
  ...faultRoutes,
  ...orderRoutes,
  ...registryRoutes,
  ...webhookRoutes,
  ...phoneRoutes,
  cancelRoute,
  eventsRoute,
  route({
    method: 'GET',
    path: '/openapi.json',
    tag: 'emulator',
    summary: 'Returns the OpenAPI description of these routes.',
    returns: 'OpenAPI 3.1',
    handle: () => openApiDocument(controlRoutes, CONTROL_PREFIX),
  }),
];

/** Serves the control plane. Bodies are JSON or YAML; an empty body counts as none. */
export function controlPlane(app: FastifyInstance, emulation: Emulation): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, async (request: FastifyRequest, body: string) => {
    if (body.trim() === '') return undefined;
    try {
      return await readDocument(body, request.headers['content-type']);
    } catch (error) {
      const detail = error instanceof Error ? error.message : 'unreadable';
      throw new ControlError(400, `The body is neither JSON nor YAML: ${detail}`);
    }
  });
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    return reply.code(status).send({ error: { message: error.message } });
  });
  app.setSchemaErrorFormatter(
    (errors, place) =>
      new ControlError(400, errors.map((error) => describeFault(error, place)).join('; ') + '.'),
  );
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({
      error: {
        message: `The control plane has no ${request.method} ${request.url}. ${CONTROL_PREFIX}/openapi.json lists what it has.`,
      },
    }),
  );
  for (const entry of controlRoutes) {
    app.route({
      method: entry.method,
      url: entry.path,
      ...(entry.bodyLimit === undefined ? {} : { bodyLimit: entry.bodyLimit }),
      schema: {
        ...(entry.params && { params: entry.params }),
        ...(entry.query && { querystring: entry.query }),
        ...(entry.body && { body: entry.body }),
      },
      handler: (request, reply) => {
        const { params, query, body } = request;
        return entry.handle({ emulation, params, query, body, request, reply });
      },
    });
  }
}

async function readDocument(text: string, contentType: string | undefined): Promise<unknown> {
  if (!contentType?.includes('yaml')) return JSON.parse(text);
  // Loaded on demand: few callers send YAML, and every start would load its 72 modules.
  const { parse } = await import('yaml');
  return parse(text);
}
