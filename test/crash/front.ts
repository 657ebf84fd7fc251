import { Agent, createServer, type IncomingMessage, request as send, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';
import type { Arrival } from '../load/arrivals.ts';

/** The provider's answer to a wrong key: it certainly took nothing. Source: provider documentation, error codes. */
const UNAUTHORIZED = { response: { status: { code: '401', message: 'Üyelik bilgileri hatalı' } } };

/** One complete send request: its body arrived completely. */
interface SendRequest extends Arrival {
  readonly numbers: readonly string[];
  /** The HTTP status of the answer; undefined while there is none. */
  status: number | undefined;
  /** Whether the front refused it and the sender received that answer: then it may come again. */
  refused: boolean;
}

/**
 * An HTTP proxy in front of the emulator that counts complete send requests per recipient, independent of the
 * emulator's own records. A request counts once its body has arrived completely, with any answer and
 * also when the sender dies before the answer. Only a request that the proxy itself refused does not count.
 */
export class SendFront {
  readonly #requests: SendRequest[] = [];
  readonly #byNumber = new Map<string, SendRequest[]>();
  readonly #agent = new Agent();
  readonly #server = createServer((request, response) => this.#take(request, response));
  readonly #provider: URL;
  #refusals = 0;
  url = '';

  private constructor(provider: string) {
    this.#provider = new URL(provider);
  }

  static async before(provider: string): Promise<SendFront> {
    const front = new SendFront(provider);
    await new Promise<void>((done) => front.#server.listen(0, '127.0.0.1', done));
    const { port } = front.#server.address() as AddressInfo;
    front.url = `http://127.0.0.1:${port}`;
    return front;
  }

  /** Every complete send request, in the order of arrival. */
  get arrivals(): readonly Arrival[] {
    return this.#requests;
  }

  /** The number of recipients with at least one complete request. */
  get recipients(): number {
    return this.#byNumber.size;
  }

  /** Recipients with two complete send requests or more. Throws when there was no request: the count would prove nothing. */
  sentTwice(): string[] {
    if (this.#requests.length === 0)
      throw new Error('No send request arrived: the count would prove nothing.');
    return [...this.#byNumber].filter(([, all]) => taken(all).length > 1).map(([number]) => number);
  }

  /** The requests for a recipient as lines of a trace. */
  trace(number: string): string[] {
    return (this.#byNumber.get(number) ?? []).map(
      ({ at, status }) => `${new Date(at).toISOString()} send request complete, answer ${status ?? 'none'}`,
    );
  }

  /** Answers the next send request with 401 instead of passing it on. */
  refuseNext(): void {
    this.#refusals += 1;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
    this.#agent.destroy();
  }

  #take(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    // Not emitted for a body that broke off.
    request.once('end', () => {
      const body = Buffer.concat(chunks);
      const noted = request.url?.includes('/send-sms') === true ? this.#note(body) : undefined;
      if (noted && this.#refusals > 0) this.#refuse(response, noted);
      else this.#forward(request, body, response, noted);
    });
  }

  #note(body: Buffer): SendRequest {
    const numbers = [...new Set(body.toString('utf8').match(/90530\d{7}/g))].map((digits) => `+${digits}`);
    const noted: SendRequest = {
      at: Date.now(),
      recipients: numbers.length,
      numbers,
      status: undefined,
      refused: false,
    };
    this.#requests.push(noted);
    for (const number of numbers) this.#byNumber.set(number, [...(this.#byNumber.get(number) ?? []), noted]);
    return noted;
  }

  #refuse(response: ServerResponse, noted: SendRequest): void {
    this.#refusals -= 1;
    noted.status = 401;
    response.once('finish', () => (noted.refused = true));
    response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify(UNAUTHORIZED));
  }

  /** Forwards a request that arrived, also when its sender no longer waits for the answer. */
  #forward(
    request: IncomingMessage,
    body: Buffer,
    response: ServerResponse,
    noted: SendRequest | undefined,
  ): void {
    const headers = { ...request.headers, host: this.#provider.host };
    const target = new URL(request.url ?? '/', this.#provider);
    const passed = send(target, { method: request.method, headers, agent: this.#agent }, (answer) => {
      if (noted) noted.status = answer.statusCode;
      if (response.destroyed) {
        answer.resume();
        return;
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      // A broken answer destroys both ends, which is what the sender is to see.
      pipeline(answer, response, () => undefined);
    });
    passed.once('error', () => response.destroy());
    passed.end(body);
  }
}

const taken = (requests: readonly SendRequest[]): SendRequest[] => requests.filter(({ refused }) => !refused);
