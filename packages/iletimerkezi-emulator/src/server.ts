import Fastify, { type FastifyInstance } from 'fastify';
import { CONTROL_PREFIX, controlPlane } from './control/plane.js';
import type { Emulation } from './emulation.js';
import { guardControlPlane, registerFiles } from './page/index.js';
import { answerBroken, answerUnknown, BODY_LIMIT, providerRoutes } from './provider/routes.js';
import { version } from './version.js';

const HEADER = 'x-iletimerkezi-emulator';

/** The HTTP server: the provider's paths, and ours below `/_emulator`. */
export function createServer(emulation: Emulation): FastifyInstance {
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    // Unknown members of a control request are a mistake to be told, not to be dropped.
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
