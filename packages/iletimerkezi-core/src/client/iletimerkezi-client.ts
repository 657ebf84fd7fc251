import type { Endpoint } from '../contract/endpoint.js';
import { decodeEnvelope, encodeEnvelope, type Credentials } from '../contract/envelope.js';
import { getBalance, type Balance } from '../contract/get-balance.js';
import { getReport, type OrderReport, type ReportPage } from '../contract/get-report.js';
import { getSenders } from '../contract/get-sender.js';
import { sendSms, type AcceptedOrder, type SmsOrder } from '../contract/send-sms.js';
import { IletimerkeziError } from '../errors.js';
import { credentialsError, httpError, providerError, transportError } from './failures.js';
import type { CallOptions, DebugEvent, IletimerkeziClientOptions } from './options.js';
import { DEFAULT_RETRY, pause, pauseBeforeRetry, type RetryPolicy } from './retry.js';
import { post, type Fetch, type Timeouts } from './transport.js';

const BASE_URL = 'https://api.iletimerkezi.com';

/**
 * The provider's API. Every method throws an {@link IletimerkeziError} and nothing else.
 *
 * Reads are repeated when they fail in passing. A send, a cancellation, a registration is repeated only when certainly
 * no byte of it left this machine; every other failure comes back with `outcome: 'unknown'`.
 *
 * @example
 * const client = new IletimerkeziClient({ credentials: { key, hash } });
 * const { orderId } = await client.sendSms({
 *   sender: 'BASLIK', kind: 'transactional', text: 'Kodunuz 123456', recipients: ['+905301234567'],
 * });
 */
export class IletimerkeziClient {
  readonly #credentials: IletimerkeziClientOptions['credentials'];
  readonly #baseUrl: string;
  readonly #timeouts: Timeouts;
  readonly #retry: RetryPolicy;
  readonly #fetch: Fetch;
  readonly #debug: IletimerkeziClientOptions['debug'];

  constructor(options: IletimerkeziClientOptions) {
    this.#credentials = options.credentials;
    this.#baseUrl = (options.baseUrl ?? BASE_URL).replace(/\/+$/, '');
    this.#timeouts = { connectMs: 5_000, responseMs: 30_000, ...options.timeouts };
    this.#retry =
      options.retry === false ? { ...DEFAULT_RETRY, attempts: 1 } : { ...DEFAULT_RETRY, ...options.retry };
    this.#fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
    this.#debug = options.debug;
  }

  /** Sends an order, or schedules it when it has `sendAt`. */
  sendSms(order: SmsOrder, options?: CallOptions): Promise<AcceptedOrder> {
    return this.#call(sendSms, order, options);
  }

  /** One page of an order's report: 1,000 recipients at most. `order-not-due` while the order is scheduled. */
  getReport(orderId: string, page: ReportPage = {}, options?: CallOptions): Promise<OrderReport> {
    return this.#call(getReport, { orderId, ...page }, options);
  }

  /** What is left on the account. Costs nothing, and so serves to test the credentials. */
  getBalance(options?: CallOptions): Promise<Balance> {
    return this.#call(getBalance, undefined, options);
  }

  /** The approved senders, letter for letter as orders must name them. */
  getSenders(options?: CallOptions): Promise<string[]> {
    return this.#call(getSenders, undefined, options);
  }

  async #call<Request, Result>(
    endpoint: Endpoint<Request, Result>,
    request: Request,
    { signal }: CallOptions = {},
  ): Promise<Result> {
    const fields = endpoint.encode(request);
    for (let attempt = 1; ; attempt += 1) {
      const started = Date.now();
      try {
        return await this.#attempt(endpoint, fields, attempt, signal);
      } catch (error) {
        if (!(error instanceof IletimerkeziError)) throw error;
        const retryInMs = signal?.aborted ? undefined : pauseBeforeRetry(error, attempt, this.#retry);
        const { code, outcome } = error;
        const elapsedMs = Date.now() - started;
        this.#tell({
          type: 'failure',
          endpoint: endpoint.slug,
          attempt,
          code,
          outcome,
          elapsedMs,
          retryInMs,
        });
        if (retryInMs === undefined) throw error;
        await pause(retryInMs, signal);
      }
    }
  }

  async #attempt<Result>(
    endpoint: Endpoint<never, Result>,
    fields: object,
    attempt: number,
    signal: AbortSignal | undefined,
  ): Promise<Result> {
    const body = encodeEnvelope(await this.#credentialsFor(endpoint), fields);
    const { slug } = endpoint;
    const started = Date.now();
    this.#tell({ type: 'request', endpoint: slug, attempt });

    const url = `${this.#baseUrl}${endpoint.path}`;
    const exchange = await post({ fetch: this.#fetch, url, body, timeouts: this.#timeouts, signal });
    if (!exchange.ok) throw transportError(endpoint, exchange);

    const { httpStatus, text } = exchange;
    this.#tell({ type: 'response', endpoint: slug, attempt, httpStatus, elapsedMs: Date.now() - started });
    const envelope = decodeEnvelope(parseJson(text));
    if (envelope === undefined) throw httpError(endpoint, httpStatus);
    if (envelope.code !== 200) throw providerError(endpoint, envelope, httpStatus);
    return endpoint.decode(envelope.response);
  }

  async #credentialsFor(endpoint: Endpoint<never, unknown>): Promise<Credentials> {
    const source = this.#credentials;
    let credentials: Credentials;
    try {
      credentials = typeof source === 'function' ? await source() : source;
    } catch (cause) {
      throw credentialsError(endpoint, cause);
    }
    if (!credentials?.key || !credentials.hash) throw credentialsError(endpoint);
    return credentials;
  }

  #tell(event: DebugEvent): void {
    try {
      this.#debug?.(event);
    } catch {
      // A hook that only watches must not change how a send ends.
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the body, which may hold numbers: it is not kept.
    return undefined;
  }
}
