import type { IncomingMessage, ServerResponse } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import type { AuthInfo } from '@modelcontextprotocol/server';
import {
  All,
  applyDecorators,
  Controller,
  Get,
  Inject,
  Req,
  Res,
  UseFilters,
  UseGuards,
  VERSION_NEUTRAL,
  type OnModuleDestroy,
  type Type,
} from '@nestjs/common';
import type { McpHttpHandler } from '../http/http-handler.js';
import { ChallengeFilter } from './challenge.filter.js';
import type { IletimerkeziMcpOptions, McpOAuthOptions } from './mcp.options.js';

/** A request of Express, or of Fastify, which wraps Node's. */
type HostRequest = IncomingMessage & {
  readonly raw?: IncomingMessage;
  readonly body?: unknown;
  readonly auth?: AuthInfo;
};

/** A response of Express, or of Fastify, which wraps Node's. */
type HostResponse = ServerResponse & { readonly raw?: ServerResponse; hijack?(): void };

/** Holds the handler of an endpoint, and closes it with the application. */
export class McpEndpoint implements OnModuleDestroy {
  readonly #handler: McpHttpHandler;
  readonly #serve: ReturnType<typeof toNodeHandler>;

  constructor(handler: McpHttpHandler) {
    this.#handler = handler;
    this.#serve = toNodeHandler({ fetch: handler.fetch });
  }

  async answer(request: HostRequest, response: HostResponse): Promise<void> {
    response.hijack?.();
    const raw: IncomingMessage & { auth?: AuthInfo } = request.raw ?? request;
    if (request.auth !== undefined) raw.auth = request.auth;
    // The body parser of the host has read the body of a POST.
    const body = raw.method === 'POST' && raw.readableEnded ? request.body : undefined;
    await this.#serve(raw, response.raw ?? response, body);
  }

  async onModuleDestroy(): Promise<void> {
    await this.#handler.close();
  }
}

/** Creates the controller of an endpoint. */
export function createMcpController({
  path = 'mcp',
  guards = [],
  oauth,
}: IletimerkeziMcpOptions): Type<object> {
  class McpController {
    constructor(@Inject(McpEndpoint) private readonly endpoint: McpEndpoint) {}

    @All()
    async serve(@Req() request: HostRequest, @Res() response: HostResponse): Promise<void> {
      await this.endpoint.answer(request, response);
    }
  }
  applyDecorators(
    Controller({ path, version: VERSION_NEUTRAL }),
    UseGuards(...guards),
    UseFilters(new ChallengeFilter(oauth)),
  )(McpController);
  return McpController;
}

/** Creates the controller of the metadata of the protected resource. */
export function createMetadataController({
  resource,
  authorizationServers,
  scopes,
}: McpOAuthOptions): Type<object> {
  const path = new URL(resource).pathname.replace(/\/$/, '');
  class McpMetadataController {
    @Get()
    read(): object {
      return {
        resource,
        authorization_servers: authorizationServers,
        ...(scopes && { scopes_supported: scopes }),
        bearer_methods_supported: ['header'],
      };
    }
  }
  Controller({ path: `.well-known/oauth-protected-resource${path}`, version: VERSION_NEUTRAL })(
    McpMetadataController,
  );
  return McpMetadataController;
}
