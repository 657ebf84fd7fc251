import { getOAuthProtectedResourceMetadataUrl } from '@modelcontextprotocol/server';
import { Catch, UnauthorizedException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { McpOAuthOptions } from './mcp.options.js';

/** The common part of the responses of Express and Fastify. */
interface HostResponse {
  header(name: string, value: string): unknown;
  status(code: number): { send(body: unknown): unknown };
}

/**
 * Answers 401 with a challenge that names the metadata of the protected resource, from which clients learn where to sign in.
 * Source: MCP specification, authorization; RFC 9728, section 5.1.
 */
@Catch(UnauthorizedException)
export class ChallengeFilter implements ExceptionFilter<UnauthorizedException> {
  readonly #challenge: string;

  constructor(oauth: McpOAuthOptions | undefined) {
    this.#challenge = oauth
      ? `Bearer resource_metadata="${getOAuthProtectedResourceMetadataUrl(new URL(oauth.resource))}"`
      : 'Bearer';
  }

  catch(exception: UnauthorizedException, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<HostResponse>();
    response.header('WWW-Authenticate', this.#challenge);
    response.status(exception.getStatus()).send(exception.getResponse());
  }
}
