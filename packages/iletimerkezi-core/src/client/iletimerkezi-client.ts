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
import type { ConsentRecipient } from '../consents/recipient.js';
import { InputError } from '../input-error.js';
import {
  checkConsentBatch,
  checkConsentQuery,
  checkParsedConsentBatch,
  checkParsedConsentQuery,
  type ConsentCheckOptions,
} from './checks/check-consents.js';
import { checkOrder, checkParsedOrder, type OrderCheckOptions } from './checks/check-order.js';
import {
  checkBlacklistQuery,
  checkNumber,
  checkOrderPage,
  checkOrdersQuery,
  checkOrdersRange,
  MAX_ROWS,
} from './checks/check-queries.js';
import type { Checked } from '../faults.js';
import { credentialsError, httpError, providerError, transportError } from './failures.js';
import type { Observe } from './observe.js';
import type { CallOptions, DebugEvent, IletimerkeziClientOptions } from './options.js';
import { ordersOf, rowsOf } from './pages.js';
import { pause, pauseBeforeRetry, retryPolicy, type RetryPolicy } from './retry.js';
import { post, type Fetch, type Timeouts } from './transport.js';

const BASE_URL = 'https://api.iletimerkezi.com';

/**
 * A client of the provider's API. Every method rejects with an {@link IletimerkeziError} and nothing else.
 *
 * Retries reads after transient failures. Retries a send, a cancellation or a registration only when no byte of the request
 * was sent; after any other failure whose effect is not known, the error has `outcome: 'unknown'`.
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
   * @throws InputError with every fault of the order; nothing was sent.
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

  /** Cancels a scheduled order. Fails with `order-not-found` when it is unknown, being sent, completed or cancelled. */
  async cancelOrder(orderId: string, options?: CallOptions): Promise<void> {
    return this.#call(cancelOrder, () => checkOrderPage(orderId), options);
  }

  /** Returns one page of an order's report, up to 1,000 recipients. Fails with `order-not-due` before the scheduled time. */
  async getReport(orderId: string, page: ReportPage = {}, options?: CallOptions): Promise<OrderReport> {
    return this.#call(getReport, () => checkOrderPage(orderId, page), options);
  }

  /** Iterates over all recipients of an order; fetches page by page. */
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

  /** Returns one page of the orders of at most 10 days. */
  async getReports(query: OrdersQuery, options?: CallOptions): Promise<OrdersPage> {
    return this.#call(getReports, () => checkOrdersQuery(query), options);
  }

  /** Iterates over the orders of any range of days in Turkish time, both included. Yields each order once. */
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

  /** Returns the account's balance. Free of charge, so it is suitable for testing credentials. */
  async getBalance(options?: CallOptions): Promise<Balance> {
    return this.#call(getBalance, noInput, options);
  }

  /** Returns the approved senders, spelled exactly as orders must name them. */
  async getSenders(options?: CallOptions): Promise<string[]> {
    return this.#call(getSenders, noInput, options);
  }

  /** Returns one page of the blacklist. */
  async getBlacklist(query: BlacklistQuery = {}, options?: CallOptions): Promise<BlacklistPage> {
    return this.#call(getBlacklist, () => checkBlacklistQuery(query), options);
  }

  /** Iterates over the blacklist; with `start` or `end`, over the numbers blocked in that period. Fetches page by page. */
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

  /** Adds a number to the blacklist. Idempotent. */
  async addToBlacklist(number: string, options?: CallOptions): Promise<void> {
    return this.#call(addBlacklist, () => checkNumber(number, this.#rules), options);
  }

  /** Removes a number from the blacklist. Fails with `not-blacklisted` when it is not on it. */
  async removeFromBlacklist(number: string, options?: CallOptions): Promise<void> {
    return this.#call(deleteBlacklist, () => checkNumber(number, this.#rules), options);
  }

  /**
   * Registers consents at İYS: all of them, or none if one is refused. Success means that they are queued; verify important
   * ones afterwards with {@link checkConsent}.
   * @throws InputError with every fault of every record; nothing was sent.
   */
  async registerConsents(batch: ConsentBatch, options?: CallOptions): Promise<void> {
    return this.#call(
      registerConsents,
      () => checkConsentBatch(batch, new Date(), this.#rules),
      options,
      batch?.records?.length ?? 0,
    );
  }

  /**
   * Registers consents whose recipients have been parsed by `parseConsentRecipient`. They are not parsed again. Throws as
   * {@link registerConsents} does.
   */
  async registerParsedConsents(batch: ConsentBatch<ConsentRecipient>, options?: CallOptions): Promise<void> {
    return this.#call(
      registerConsents,
      () => checkParsedConsentBatch(batch, new Date(), this.#rules),
      options,
      batch?.records?.length ?? 0,
    );
  }

  /** Returns the newest record of a recipient at İYS. Do not cache it longer than an hour. */
  async checkConsent(query: ConsentQuery, options?: CallOptions): Promise<ConsentState> {
    return this.#call(checkConsent, () => checkConsentQuery(query, this.#rules), options);
  }

  /** Returns the newest record of a recipient that has been parsed by `parseConsentRecipient`. It is not parsed again. */
  async checkParsedConsent(
    query: ConsentQuery<ConsentRecipient>,
    options?: CallOptions,
  ): Promise<ConsentState> {
    return this.#call(checkConsent, () => checkParsedConsentQuery(query, this.#rules), options);
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
    // The parser's message quotes the body, which may contain numbers, so it is dropped.
    return undefined;
  }
}
