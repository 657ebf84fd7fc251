import type { FastifyInstance } from 'fastify';
import { parse as parseYaml } from 'yaml';
import type { Emulation } from '../emulation.js';
import { pageRoutes } from '../page/index.js';
import { basicRoutes } from './basics.js';
import { ControlError, type ControlRoute } from './route.js';

export const CONTROL_PREFIX = '/_emulator';
export const controlRoutes: readonly ControlRoute[] = [...basicRoutes, ...pageRoutes];

/** Serves the control plane. Bodies are JSON or YAML; an empty body counts as none. */
export function controlPlane(app: FastifyInstance, emulation: Emulation): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => {
    const text = String(body);
    try {
      done(null, text.trim() === '' ? undefined : readDocument(text, request.headers['content-type']));
    } catch (error) {
      const detail = error instanceof Error ? error.message : 'unreadable';
      done(new ControlError(400, `The body is neither JSON nor YAML: ${detail}`));
    }
  });
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    return reply.code(status).send({ error: { message: error.message } });
  });
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

function readDocument(text: string, contentType: string | undefined): unknown {
  return contentType?.includes('yaml') ? parseYaml(text) : JSON.parse(text);
}
