import type { Socket } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { guardControlPlane } from './control/guard.js';
import { CONTROL_PREFIX, controlPlane } from './control/plane.js';
import type { Emulation } from './emulation.js';
import { registerFiles } from './page/files.js';
import { envelope } from './provider/envelope.js';
import { answerBroken, answerUnknown, BODY_LIMIT, providerRoutes } from './provider/routes.js';
import { quirksOf } from './quirks/quirks.js';
import { version } from './version.js';

const HEADER = 'x-iletimerkezi-emulator';

/** Input that is not HTTP gets the provider's 400 and our header. */
function answerMalformed(_error: Error, socket: Socket): void {
  if (!socket.writable) return;
  const body = envelope(undefined, 400, undefined, quirksOf('seed'));
  const head = `HTTP/1.1 400 Bad Request\r\n${HEADER}: ${version}\r\ncontent-type: application/json\r\n`;
  socket.end(`${head}content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`);
}

/** The HTTP server: the provider's paths, and ours below `/_emulator`. */
export function createServer(emulation: Emulation): FastifyInstance {
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    clientErrorHandler: answerMalformed,
    // A path that cannot be decoded is no path of the provider either.
    frameworkErrors: (_error, request, reply) => {
      reply.raw.setHeader(HEADER, version);
      return answerUnknown(emulation, request, reply);
    },
    // Unknown members of a control request are reported as mistakes, not dropped.
    ajv: { customOptions: { removeAdditional: false, allErrors: true, allowUnionTypes: true } },
  });
  app.addHook('onRequest', async (_request, reply) => {
    reply.raw.setHeader(HEADER, version);
  });
  app.setNotFoundHandler((request, reply) => answerUnknown(emulation, request, reply));
  app.setErrorHandler((error, request, reply) => answerBroken(emulation, error, request, reply));
  app.register(async (provider) => providerRoutes(provider, emulation));
  app.register(
    async (control) => {
      control.addHook('onRequest', guardControlPlane);
      controlPlane(control, emulation);
    },
    { prefix: CONTROL_PREFIX },
  );
  app.register(async (page) => registerFiles(page));
  return app;
}
