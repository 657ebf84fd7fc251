import {
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  type McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server';

/** Who makes a call, and what its client can do. */
export interface Caller {
  /** The signed-in client, otherwise the session; one process has one session on stdio. */
  readonly id: string;
  /** For the audit: the signed-in client, otherwise the name that the client gives itself. */
  readonly client: string;
  /** Whether the client can ask a person. */
  readonly canElicit: boolean;
}

const LONGEST_NAME = 80;

/** The parts of a server that had a handshake. */
interface Handshake {
  readonly server: Pick<McpServer['server'], 'getClientVersion' | 'getClientCapabilities'>;
}

/** The parts of a request that name its caller. */
type CallerContext = Pick<ServerContext, 'http' | 'sessionId'> & {
  readonly mcpReq: Pick<ServerContext['mcpReq'], 'envelope'>;
};

/** Reads the caller from the request, or from the handshake of earlier protocol revisions. */
export function callerOf({ server }: Handshake, { mcpReq, http, sessionId }: CallerContext): Caller {
  const { envelope } = mcpReq;
  const info = field(envelope, CLIENT_INFO_META_KEY) ?? server.getClientVersion();
  const capabilities = field(envelope, CLIENT_CAPABILITIES_META_KEY) ?? server.getClientCapabilities();
  const elicitation = field(capabilities, 'elicitation');
  return {
    id: http?.authInfo?.clientId ?? sessionId ?? 'local',
    client: clientName(http?.authInfo?.clientId ?? field(info, 'name')),
    // `elicitation: {}` means forms. Source: MCP specification, client features, elicitation.
    canElicit:
      elicitation !== undefined &&
      (field(elicitation, 'form') !== undefined || field(elicitation, 'url') === undefined),
  };
}

/** Returns the name of a client for the log. A name that could contain a number or an address does not get there. */
function clientName(name: unknown): string {
  if (typeof name !== 'string') return 'unknown';
  return /^[\w .:/+-]*$/.test(name) && !/\d{7}/.test(name) ? name.slice(0, LONGEST_NAME) : 'other';
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
