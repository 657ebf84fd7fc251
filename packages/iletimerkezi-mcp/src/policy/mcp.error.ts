import { IletimerkeziError, type ErrorParams, type Outcome } from 'iletimerkezi-core';
import { MCP_TEXTS, type McpErrorCode } from './mcp-texts.js';

/** The server refused a call or an option. Nothing was sent or changed, unless `outcome` says otherwise. */
export class McpError extends IletimerkeziError {
  override readonly name = 'McpError';
  declare readonly code: McpErrorCode;

  constructor(code: McpErrorCode, params: ErrorParams = {}, outcome: Outcome = 'not-applied') {
    super({ code, texts: MCP_TEXTS[code], params, outcome });
  }
}
