import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/** Posts JSON over kept-alive connections; one per emulator, so that closing it frees every socket. */
export class Poster {
  readonly #http: HttpAgent;
  readonly #https: HttpsAgent;

  constructor(connections: number) {
    const options = { keepAlive: true, maxSockets: connections, maxFreeSockets: connections };
    this.#http = new HttpAgent(options);
    this.#https = new HttpsAgent(options);
  }

  /** Resolves with the HTTP status, or with why there was none; never rejects. */
  post(url: string, body: string, timeoutMs: number): Promise<{ status: number } | { error: string }> {
    return new Promise((resolve) => {
      const secure = url.startsWith('https:');
      const request = (secure ? httpsRequest : httpRequest)(url, {
        method: 'POST',
        agent: secure ? this.#https : this.#http,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      });
      const timer = setTimeout(
        () => request.destroy(new Error(`no answer within ${timeoutMs} ms`)),
        timeoutMs,
      );
      request.on('response', (response) => {
        response.resume();
        response.on('close', () => {
          clearTimeout(timer);
          if (response.complete) resolve({ status: response.statusCode ?? 0 });
          else resolve({ error: 'the answer was cut off' });
        });
      });
      request.on('error', (error) => {
        clearTimeout(timer);
        resolve({ error: describe(error) });
      });
      request.end(body);
    });
  }

  close(): void {
    this.#http.destroy();
    this.#https.destroy();
  }
}

function describe(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return code && !error.message.includes(code)
    ? `${code}: ${error.message}`
    : error.message || code || 'no connection';
}
