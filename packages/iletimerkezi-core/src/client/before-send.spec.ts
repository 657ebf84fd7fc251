import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { IletimerkeziError } from '../errors.js';
import { IletimerkeziClient } from './iletimerkezi-client.js';

const ACCEPTED = JSON.stringify({ response: { status: { code: 200, message: 'OK' }, order: { id: '7' } } });

/** A provider on bare TCP, which sees every byte. */
class ByteServer {
  readonly sockets: Socket[] = [];
  bytes = '';
  readonly #server: Server = createServer((socket) => {
    this.sockets.push(socket);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      this.bytes += chunk.toString();
      if (this.bytes.endsWith('}')) {
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${ACCEPTED.length}\r\n\r\n${ACCEPTED}`);
      }
    });
  });

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

let server: ByteServer;
let client: IletimerkeziClient;
beforeEach(async () => {
  server = new ByteServer();
  const baseUrl = await server.listen();
  client = new IletimerkeziClient({ baseUrl, credentials: { key: 'k', hash: 'h' }, retry: false });
});
afterEach(() => server.close());

const send = (beforeSend: () => boolean | Promise<boolean>, signal?: AbortSignal) =>
  client.sendSms(
    { sender: 'SHOP', kind: 'transactional', text: 'Kodunuz 1', recipients: ['+905301234567'] },
    { beforeSend, ...(signal && { signal }) },
  );

const errorOf = (call: Promise<unknown>): Promise<IletimerkeziError> =>
  call.then(
    () => Promise.reject(new Error('The call succeeded.')),
    (error: unknown) => {
      if (error instanceof IletimerkeziError) return error;
      throw error;
    },
  );

describe('beforeSend', () => {
  it('runs when the connection is open and before any byte is written', async () => {
    const seen: { connections: number; bytes: number }[] = [];
    const { orderId } = await send(async () => {
      while (server.sockets.length === 0) await new Promise(setImmediate);
      seen.push({ connections: server.sockets.length, bytes: server.bytes.length });
      return true;
    });
    expect(orderId).toBe('7');
    expect(seen).toEqual([{ connections: 1, bytes: 0 }]);
    expect(server.bytes).toMatch(/^POST \/v1\/send-sms\/json HTTP\/1\.1\r\n/);
  });

  it('keeps the request from leaving when it resolves to false', async () => {
    const error = await errorOf(send(() => false));
    expect(error).toMatchObject({ code: 'aborted', outcome: 'not-applied' });
    expect(server.bytes).toBe('');
  });

  it('keeps the request from leaving when it throws, and its error is the cause', async () => {
    const cause = new Error('no database');
    const error = await errorOf(send(() => Promise.reject(cause)));
    expect(error).toMatchObject({ code: 'aborted', outcome: 'not-applied' });
    expect(error.cause).toBe(cause);
    expect(server.bytes).toBe('');
  });

  it('has ended before the call does when the connection is lost meanwhile', async () => {
    let ended = false;
    const error = await errorOf(
      send(async () => {
        while (server.sockets.length === 0) await new Promise(setImmediate);
        const [socket] = server.sockets;
        socket?.destroy();
        await once(socket!, 'close');
        for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
        ended = true;
        return true;
      }),
    );
    expect(ended).toBe(true);
    expect(error.code).toMatch(/^connect/);
    expect(error.outcome).toBe('not-applied');
    expect(server.bytes).toBe('');
  });

  it('has ended before the call does when the call is aborted meanwhile, and nothing leaves', async () => {
    const controller = new AbortController();
    let ended = false;
    const error = await errorOf(
      send(async () => {
        controller.abort();
        for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
        ended = true;
        return true;
      }, controller.signal),
    );
    expect(ended).toBe(true);
    expect(error).toMatchObject({ code: 'aborted', outcome: 'not-applied' });
    expect(server.bytes).toBe('');
  });

  it('runs before a substituted fetch may read the body', async () => {
    const steps: string[] = [];
    client = new IletimerkeziClient({
      credentials: { key: 'k', hash: 'h' },
      fetch: async (url, init) => {
        await new Request(url, init).text();
        steps.push('read');
        return new Response(ACCEPTED);
      },
    });
    await send(() => steps.push('asked') > 0);
    expect(steps).toEqual(['asked', 'read']);
  });
});
