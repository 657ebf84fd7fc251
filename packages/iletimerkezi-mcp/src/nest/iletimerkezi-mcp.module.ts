import { localhostAllowedHostnames } from '@modelcontextprotocol/server';
import { Logger, Module, type DynamicModule } from '@nestjs/common';
import { getIletimerkeziToken, IletimerkeziAccount } from 'nest-iletimerkezi';
import { createHttpHandler } from '../http/http-handler.js';
import { McpError } from '../policy/mcp.error.js';
import { resolvePolicy } from '../policy/policy.js';
import { createMcpController, createMetadataController, McpEndpoint } from './mcp.controller.js';
import type { IletimerkeziMcpOptions, McpOAuthOptions } from './mcp.options.js';

/**
 * Serves the tools of an account on Streamable HTTP in a Nest application.
 *
 * @example
 * \@Module({
 *   imports: [
 *     IletimerkeziModule.forRoot(),
 *     IletimerkeziMcpModule.forRoot({ path: 'mcp', guards: [TokenGuard], policy: { allow: ['send'] } }),
 *   ],
 * })
 * export class AppModule {}
 */
@Module({})
export class IletimerkeziMcpModule {
  /**
   * Adds the endpoint to the application.
   * @throws McpError `guards-missing` without guards, unless `unauthenticated` is set; `option-invalid`.
   */
  static forRoot(options: IletimerkeziMcpOptions): DynamicModule {
    const {
      guards = [],
      unauthenticated = false,
      account: name = 'default',
      policy,
      oauth,
      imports = [],
    } = options;
    if (guards.length === 0 && !unauthenticated) throw new McpError('guards-missing');
    resolvePolicy(policy);
    if (oauth !== undefined && !URL.canParse(oauth.resource))
      throw new McpError('option-invalid', { option: 'oauth.resource', reason: 'a URL' });
    const allowedHosts = [...(options.allowedHosts ?? hostsOf(oauth))];
    const logger = new Logger('IletimerkeziMcp');
    return {
      module: IletimerkeziMcpModule,
      imports,
      controllers: [createMcpController(options), ...(oauth ? [createMetadataController(oauth)] : [])],
      providers: [
        {
          provide: McpEndpoint,
          inject: [getIletimerkeziToken(name, IletimerkeziAccount)],
          useFactory: (account: IletimerkeziAccount) =>
            new McpEndpoint(
              createHttpHandler({
                account,
                policy,
                allowedHosts,
                allowedOrigins: options.allowedOrigins ?? allowedHosts,
                onError: (error) =>
                  logger.error(`Unexpected ${error instanceof Error ? error.name : typeof error}.`),
              }),
            ),
        },
      ],
    };
  }
}

function hostsOf(oauth: McpOAuthOptions | undefined): string[] {
  return oauth === undefined ? localhostAllowedHostnames() : [new URL(oauth.resource).hostname];
}
