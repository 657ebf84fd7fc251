/** A server of `node:http` without anything else: it parses the JSON of each request and answers. Says its URL on stdout. */
import { createServer } from 'node:http';
import { consume } from './harness.ts';

const ANSWER = JSON.stringify({ response: { status: { code: 200, message: 'OK' } } });

const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => (body += chunk));
  request.on('end', () => {
    consume(JSON.parse(body));
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': ANSWER.length });
    response.end(ANSWER);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address)
    console.log(JSON.stringify({ url: `http://127.0.0.1:${address.port}` }));
});
