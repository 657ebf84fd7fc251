import {
  createMcpHandler,
  hostHeaderValidationResponse,
  isLegacyRequest,
  originValidationResponse,
  type AuthInfo,
} from '@modelcontextprotocol/server';
import { createMcpServerFactory } from '../server/create-mcp-server.js';
import type { McpServerOptions } from '../server/serving.js';
import { Sessions } from './sessions.js';

/** Options of an endpoint for Streamable HTTP. */
export interface McpHttpOptions extends McpServerOptions {
  /** Host names that requests may have in `Host`, without ports. Source: MCP specification, transports, security. */
  readonly allowedHosts: readonly string[];
  /** Host names that requests of browsers may have in `Origin`, without ports. */
  readonly allowedOrigins: readonly string[];
}

/** An endpoint for Streamable HTTP, in the form of the web platform. */
export interface McpHttpHandler {
  /** Answers a request. `authInfo` comes from the host, which has checked the token. */
  readonly fetch: (request: Request, options?: { authInfo?: AuthInfo }) => Promise<Response>;
  /** Ends all sessions. */
  readonly close: () => Promise<void>;
}

/** Creates an endpoint that serves the current protocol revision, and sessions of the earlier ones. */
export function createHttpHandler({
  allowedHosts,
  allowedOrigins,
  ...options
}: McpHttpOptions): McpHttpHandler {
  const factory = createMcpServerFactory(options);
  const sessions = new Sessions(factory);
  const current = createMcpHandler(factory, { legacy: 'reject', onerror: options.onError });
  return {
    fetch: async (request, { authInfo } = {}) => {
      const refused =
        hostHeaderValidationResponse(request, [...allowedHosts]) ??
        originValidationResponse(request, [...allowedOrigins]);
      if (refused !== undefined) return refused;
      if (!(await isLegacyRequest(request))) return current.fetch(request, { authInfo });
      const caller = authInfo?.clientId ?? '';
      const id = request.headers.get('mcp-session-id');
      const transport = id === null ? await sessions.open(caller) : await sessions.find(id, caller);
      return transport === undefined ? sessionUnknown() : transport.handleRequest(request, { authInfo });
    },
    close: async () => {
      await sessions.close();
      await current.close();
    },
  };
}

/** Source: MCP specification, Streamable HTTP, session management: 404 makes the client start a new session. */
const sessionUnknown = (): Response =>
  Response.json(
    { jsonrpc: '2.0', error: { code: -32_001, message: 'Session not found' }, id: null },
    { status: 404 },
  );
