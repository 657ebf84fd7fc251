import {
  addBlacklist,
  deleteBlacklist,
  getBlacklist,
  type BlacklistPage,
  type BlacklistQuery,
} from '../contract/blacklist.js';
import { cancelOrder } from '../contract/cancel-order.js';
import type { Endpoint, EndpointSlug } from '../contract/endpoint.js';
import { decodeEnvelope, encodeEnvelope, type Credentials } from '../contract/envelope.js';
import { getBalance, type Balance } from '../contract/get-balance.js';
import {
  getReport,
  type OrderReport,
  type OrderSummary,
  type ReportPage,
  type ReportRecipient,
} from '../contract/get-report.js';
import { getReports, type OrdersPage, type OrdersQuery } from '../contract/get-reports.js';
import { getSenders } from '../contract/get-sender.js';
import { checkConsent, type ConsentQuery, type ConsentState } from '../contract/iys-check.js';
import { registerConsents, type ConsentBatch } from '../contract/iys-register.js';
import {
  countRecipients,
  sendSms,
  type AcceptedOrder,
  type ParsedOrder,
  type SmsOrder,
} from '../contract/send-sms.js';
import { CallError } from '../call-errors.js';
import { InputError } from '../input-error.js';
import { checkConsentBatch, checkConsentQuery, type ConsentCheckOptions } from './checks/check-consents.js';
import { checkOrder, checkParsedOrder, type OrderCheckOptions } from './checks/check-order.js';
import {
  checkBlacklistQuery,
  checkNumber,
  checkOrderPage,
  checkOrdersQuery,
  checkOrdersRange,
  MAX_ROWS,
} from './checks/check-queries.js';
import type { Checked } from './checks/faults.js';
import { credentialsError, httpError, providerError, transportError } from './failures.js';
import type { Observe } from './observe.js';
import type { CallOptions, DebugEvent, IletimerkeziClientOptions } from './options.js';
import { ordersOf, rowsOf } from './pages.js';
import { pause, pauseBeforeRetry, retryPolicy, type RetryPolicy } from './retry.js';
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
  readonly #rules: OrderCheckOptions & ConsentCheckOptions;
  readonly #fetch: Fetch;
  readonly #observe: Observe | undefined;
  readonly #debug: IletimerkeziClientOptions['debug'];

  constructor(options: IletimerkeziClientOptions) {
    this.#credentials = options.credentials;
    this.#baseUrl = options.baseUrl ?? BASE_URL;
    while (this.#baseUrl.endsWith('/')) this.#baseUrl = this.#baseUrl.slice(0, -1);
    const { connectMs = 5_000, responseMs = 30_000 } = options.timeouts ?? {};
    this.#timeouts = { connectMs, responseMs };
    this.#retry = retryPolicy(options.retry);
    const { characterMode, abroad, landlines } = options;
    this.#rules = { characterMode, abroad, landlines };
    this.#fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
    this.#observe = options.observe;
    this.#debug = options.debug;
  }

  /**
   * Sends an order, or schedules it when it has `sendAt`.
   * @throws InputError with every fault of the order, before anything is sent
   */
  async sendSms(order: SmsOrder, options?: CallOptions): Promise<AcceptedOrder> {
    return this.#call(sendSms, () => checkOrder(order, this.#rules), options, countRecipients(order));
  }

  /**
   * Sends an order whose numbers have been parsed by `checkOrder`, or by `parsePhone` before they were stored. They are not
   * parsed again. Throws as {@link sendSms} does.
   */
  async sendParsedOrder(order: ParsedOrder, options?: CallOptions): Promise<AcceptedOrder> {
    return this.#call(sendSms, () => checkParsedOrder(order, this.#rules), options, countRecipients(order));
  }

  /** Takes back a scheduled order. `order-not-found` when it is unknown, already being sent, finished or cancelled. */
  async cancelOrder(orderId: string, options?: CallOptions): Promise<void> {
    return this.#call(cancelOrder, () => checkOrderPage(orderId), options);
  }

  /** One page of an order's report: up to 1,000 recipients. `order-not-due` while the order waits for its time. */
  async getReport(orderId: string, page: ReportPage = {}, options?: CallOptions): Promise<OrderReport> {
    return this.#call(getReport, () => checkOrderPage(orderId, page), options);
  }

  /** Every recipient of an order, page after page. */
  reportRecipients(orderId: string, options?: CallOptions): AsyncGenerator<ReportRecipient> {
    return rowsOf({
      fetchPage: async (page) => {
        const report = await this.getReport(orderId, { page, rowCount: MAX_ROWS }, options);
        return { rows: report.recipients, total: report.total };
      },
      pageSize: MAX_ROWS,
      keyOf: ({ number }) => number,
    });
  }

  /** One page of the orders of at most 10 days. */
  async getReports(query: OrdersQuery, options?: CallOptions): Promise<OrdersPage> {
    return this.#call(getReports, () => checkOrdersQuery(query), options);
  }

  /** The orders of any range, whole days of Turkish time, both ends included. Each order comes once. */
  async *orders(range: { from: Date; to: Date }, options?: CallOptions): AsyncGenerator<OrderSummary> {
    const { from, to } = accept(checkOrdersRange(range), 'get-reports');
    yield* ordersOf({
      from,
      to,
      fetchPage: async (query) => {
        const { orders, count } = await this.getReports(query, options);
        return { rows: orders, total: count };
      },
    });
  }

  /** What is left on the account. Costs nothing, and so serves to test the credentials. */
  async getBalance(options?: CallOptions): Promise<Balance> {
    return this.#call(getBalance, noInput, options);
  }

  /** The approved senders, letter for letter as orders must name them. */
  async getSenders(options?: CallOptions): Promise<string[]> {
    return this.#call(getSenders, noInput, options);
  }

  /** One page of the blocked numbers. */
  async getBlacklist(query: BlacklistQuery = {}, options?: CallOptions): Promise<BlacklistPage> {
    return this.#call(getBlacklist, () => checkBlacklistQuery(query), options);
  }

  /** Every blocked number, page after page; with `start` or `end` those blocked in that time. */
  blacklist(
    filter: Pick<BlacklistQuery, 'start' | 'end'> = {},
    options?: CallOptions,
  ): AsyncGenerator<string> {
    const { start, end } = filter;
    return rowsOf({
      fetchPage: async (page) => {
        const { numbers, count } = await this.getBlacklist({ start, end, page, rowCount: MAX_ROWS }, options);
        return { rows: numbers, total: count };
      },
      pageSize: MAX_ROWS,
      keyOf: (number) => number,
    });
  }

  /** Blocks a number. Blocking it twice is no error. */
  async addToBlacklist(number: string, options?: CallOptions): Promise<void> {
    return this.#call(addBlacklist, () => checkNumber(number, this.#rules), options);
  }

  /** Frees a number. `not-blacklisted` when it was not blocked. */
  async removeFromBlacklist(number: string, options?: CallOptions): Promise<void> {
    return this.#call(deleteBlacklist, () => checkNumber(number, this.#rules), options);
  }

  /**
   * Hands consents over to the registry: all of them or, if one is refused, none. Success means queued; look important
   * ones up afterwards with {@link checkConsent}.
   * @throws InputError with every fault of every record, before anything is sent
   */
  async registerConsents(batch: ConsentBatch, options?: CallOptions): Promise<void> {
    return this.#call(
      registerConsents,
      () => checkConsentBatch(batch, new Date(), this.#rules),
      options,
      batch?.records?.length ?? 0,
    );
  }

  /** The registry's newest record of a recipient. Do not keep the answer longer than an hour. */
  async checkConsent(query: ConsentQuery, options?: CallOptions): Promise<ConsentState> {
    return this.#call(checkConsent, () => checkConsentQuery(query, this.#rules), options);
  }

  /** Runs a call: observer, check of the input, attempts. Every method goes through here. */
  #call<Request, Result>(
    endpoint: Endpoint<Request, Result>,
    check: () => Checked<Request>,
    options: CallOptions = {},
    recipients?: number,
  ): Promise<Result> {
    const { operation } = endpoint;
    const call = { operation, recipients, attempts: 0 };
    const run = async (): Promise<Result> => {
      const fields = endpoint.encode(accept(check(), endpoint.slug));
      return this.#attempts(endpoint, fields, options, () => (call.attempts += 1));
    };
    return this.#observe === undefined ? run() : this.#observe(call, run);
  }

  async #attempts<Result>(
    endpoint: Endpoint<never, Result>,
    fields: object,
    options: CallOptions,
    count: () => number,
  ): Promise<Result> {
    for (;;) {
      const attempt = count();
      const started = Date.now();
      try {
        return await this.#attempt(endpoint, fields, attempt, options);
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
        const retryInMs = options.signal?.aborted ? undefined : pauseBeforeRetry(error, attempt, this.#retry);
        const { code, outcome } = error;
        const elapsedMs = Date.now() - started;
        this.#emit({
          type: 'failure',
          endpoint: endpoint.slug,
          attempt,
          code,
          outcome,
          elapsedMs,
          retryInMs,
        });
        if (retryInMs === undefined) throw error;
        await pause(retryInMs, options.signal);
      }
    }
  }

  async #attempt<Result>(
    endpoint: Endpoint<never, Result>,
    fields: object,
    attempt: number,
    { signal, beforeSend }: CallOptions,
  ): Promise<Result> {
    const body = encodeEnvelope(await this.#credentialsFor(endpoint), fields);
    const { slug } = endpoint;
    const started = Date.now();
    this.#emit({ type: 'request', endpoint: slug, attempt });

    const url = `${this.#baseUrl}${endpoint.path}`;
    const exchange = await post({
      fetch: this.#fetch,
      url,
      body,
      timeouts: this.#timeouts,
      signal,
      beforeSend,
    });
    if (!exchange.ok) throw transportError(endpoint, exchange);

    const { httpStatus, text } = exchange;
    this.#emit({ type: 'response', endpoint: slug, attempt, httpStatus, elapsedMs: Date.now() - started });
    const envelope = decodeEnvelope(parseJson(text));
    if (envelope === undefined) throw httpError(endpoint, httpStatus);
    if (envelope.code === 200) return endpoint.decode(envelope.response);
    const refusal = endpoint.decodeRefusal?.(envelope.code);
    if (refusal === undefined) throw providerError(endpoint, envelope, httpStatus);
    return refusal;
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

  #emit(event: DebugEvent): void {
    try {
      this.#debug?.(event);
    } catch {
      // An error of the debug hook must not change the result of the call.
    }
  }
}

/** @throws InputError with the faults of the check. */
function accept<Value>(checked: Checked<Value>, endpoint: EndpointSlug): Value {
  if (!checked.ok) throw new InputError(checked.faults, endpoint);
  return checked.value;
}

const noInput = (): Checked<void> => ({ ok: true, value: undefined });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the body, which may hold numbers: it is not kept.
    return undefined;
  }
}
