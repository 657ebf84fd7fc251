/// <reference types="node" />
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came over the wire. */
export interface Received {
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface ProviderServer {
  url: string;
  received: Received[];
  close(): Promise<void>;
}

/** An HTTP server on loopback. The handler responds to each request, or breaks it, after the request was read completely. */
export async function startServer(
  handler: (request: Received, response: ServerResponse, count: number) => void,
): Promise<ProviderServer> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { url: path = '', headers } = request;
      const complete = { path, headers, body: Buffer.concat(chunks).toString('utf8') };
      received.push(complete);
      handler(complete, response, received.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers as the provider does. */
export function answer(
  response: ServerResponse,
  code: number | string,
  rest: object = {},
  httpStatus = 200,
): void {
  response.writeHead(httpStatus, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ response: { status: { code, message: 'İleti 5301234567' }, ...rest } }));
}
