export { IletimerkeziMcpModule } from './iletimerkezi-mcp.module.js';
export type { IletimerkeziMcpOptions, McpOAuthOptions } from './mcp.options.js';
