import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A delivery webhook as it came in. */
export interface Received {
  url: string;
  contentType: string | undefined;
  body: string;
  report: { id: number; packet_id: number; status: string; to: string; body: string };
}

/** An application's webhook endpoint that keeps what it receives. */
export interface Sink {
  url: string;
  received: Received[];
  /** Status code of the next responses; `cut` closes the connection. */
  answer: number | 'cut';
  close(): Promise<void>;
}

export async function startSink(): Promise<Sink> {
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      const { report } = JSON.parse(body) as Pick<Received, 'report'>;
      sink.received.push({
        url: request.url ?? '',
        contentType: request.headers['content-type'],
        body,
        report,
      });
      if (sink.answer === 'cut') response.destroy();
      else response.writeHead(sink.answer).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const sink: Sink = {
    url: `http://127.0.0.1:${port}`,
    received: [],
    answer: 200,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return sink;
}
