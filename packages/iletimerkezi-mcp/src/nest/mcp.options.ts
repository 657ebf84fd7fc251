import type { CanActivate, ModuleMetadata, Type } from '@nestjs/common';
import type { McpPolicy } from '../policy/policy.js';

/** The metadata by which clients find the authorization server. Source: RFC 9728, OAuth 2.0 Protected Resource Metadata. */
export interface McpOAuthOptions {
  /** The public URL of the endpoint, as tokens name it in their audience. */
  readonly resource: string;
  /** The issuers whose tokens the guards accept. */
  readonly authorizationServers: readonly string[];
  readonly scopes?: readonly string[];
}

/** The options of {@link IletimerkeziMcpModule.forRoot}. */
export interface IletimerkeziMcpOptions {
  /** Path of the endpoint below the global prefix. Default `mcp`. */
  readonly path?: string;
  /**
   * Guards of the endpoint. A guard that accepts a token sets `request.auth` to the SDK's `AuthInfo`: its `clientId` names the
   * caller, to whom sessions and confirmations belong.
   */
  readonly guards?: readonly (Type<CanActivate> | CanActivate)[];
  /** Serves without guards. Only for an endpoint that other machines cannot reach. Default false. */
  readonly unauthenticated?: boolean;
  /** The account's name. Default: the default account. */
  readonly account?: string;
  /** The permissions of the server. Default: it only reads. */
  readonly policy?: McpPolicy;
  /** Publishes the metadata of the protected resource, and names it in answers with status 401. Default: none. */
  readonly oauth?: McpOAuthOptions;
  /** Host names that requests may have in `Host`. Default: the host of `oauth.resource`, otherwise names of this machine. */
  readonly allowedHosts?: readonly string[];
  /** Host names that requests of browsers may have in `Origin`. Default: `allowedHosts`. */
  readonly allowedOrigins?: readonly string[];
  /** Modules with the providers that the guards inject. */
  readonly imports?: ModuleMetadata['imports'];
}
