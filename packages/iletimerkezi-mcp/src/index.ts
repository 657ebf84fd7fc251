export { createMcpServerFactory } from './server/create-mcp-server.js';
export type { McpServerOptions } from './server/serving.js';
export { PERMISSIONS, type Cap, type Caps, type McpPolicy, type Permission } from './policy/policy.js';
export { McpError } from './policy/mcp.error.js';
export type { McpErrorCode } from './policy/mcp-texts.js';
