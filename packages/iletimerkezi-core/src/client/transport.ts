/** The part of the platform's `fetch` that the client uses. On Node the body is a stream: a replacement reads it with `new Request(url, init)`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Timeouts in milliseconds. */
export interface Timeouts {
  /** For opening the connection: name lookup, TCP and TLS. Default 5,000. */
  connectMs: number;
  /** For the request and the complete response. Default 30,000. On platforms that do not report the connection, it includes connecting. */
  responseMs: number;
}

/** The step at which an exchange failed. */
type TransportFault =
  | 'aborted'
  | 'connect-failed'
  | 'connect-timeout'
  | 'connection-lost'
  | 'response-timeout';

/** The outcome of one attempt. `sent` is false only when no byte of the request was sent. */
export type Exchange =
  | { ok: true; httpStatus: number; text: string }
  | { ok: false; fault: TransportFault; sent: boolean; cause: unknown };

interface PostOptions {
  fetch: Fetch;
  url: string;
  body: string;
  timeouts: Timeouts;
  signal: AbortSignal | undefined;
  beforeSend: (() => boolean | Promise<boolean>) | undefined;
}

/**
 * Sends one POST request in a single attempt.
 *
 * `fetch` does not report when the connection is open. A request stream does: Node pulls the body when the connection,
 * including TLS, is open. A request whose body was never pulled was not sent, whatever the error is; then `sent` is false.
 * On platforms that pull earlier, a failure counts as sent, which is the safe assumption.
 */
export async function post({
  fetch,
  url,
  body,
  timeouts,
  signal,
  beforeSend,
}: PostOptions): Promise<Exchange> {
  const bytes = new TextEncoder().encode(body);
  const streaming = takesRequestStreams();
  const controller = new AbortController();
  let ended: TransportFault | undefined;
  let refusal: { cause: unknown } | undefined;
  let asked: Promise<boolean> | undefined;
  let sent = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const end = (fault: TransportFault): void => {
    ended ??= fault;
    controller.abort();
  };
  const startTimer = (fault: TransportFault, after: number): void => {
    clearTimeout(timer);
    timer = setTimeout(end, after, fault);
  };
  /** @returns whether the request may be sent. It is sent in the same turn of the event loop. */
  const ask = async (): Promise<boolean> => {
    clearTimeout(timer);
    try {
      if (beforeSend && !(await beforeSend())) refusal = { cause: undefined };
    } catch (cause) {
      refusal = { cause };
    }
    if (refusal) ended ??= 'aborted';
    return ended === undefined;
  };
  const release = (): void => {
    sent = true;
    startTimer('response-timeout', timeouts.responseMs);
  };
  const onAbort = (): void => end('aborted');

  if (signal?.aborted) return { ok: false, fault: 'aborted', sent, cause: signal.reason };
  signal?.addEventListener('abort', onAbort);

  try {
    if (streaming) startTimer('connect-timeout', timeouts.connectMs);
    else {
      asked = ask();
      if (await asked) release();
      else throw new Error('The request was given up before it was sent.');
    }

    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/json',
        ...(streaming && { 'Content-Length': String(bytes.length) }),
      },
      body: streaming ? lateBody(bytes, () => (asked = ask()), release) : bytes,
      signal: controller.signal,
      // The body contains credentials and the order: do not follow redirects, do not add cookies.
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      ...(streaming && {
        duplex: 'half',
        // Without a window (and without redirects) Node streams the body directly instead of buffering a copy.
        window: null,
      }),
    });
    return { ok: true, httpStatus: response.status, text: await response.text() };
  } catch (cause) {
    const fault = ended ?? (sent ? 'connection-lost' : 'connect-failed');
    ended = fault;
    // The call settles after beforeSend has settled, so that the two cannot overlap.
    await asked;
    const reason = refusal ? refusal.cause : fault === 'aborted' ? signal?.reason : cause;
    return { ok: false, fault, sent, cause: reason };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

/**
 * Returns a body that is produced when it is pulled, and not at all after the attempt has been abandoned. Node opens the
 * connection before it pulls the body, and writes the request head together with the first chunk.
 */
function lateBody(
  bytes: Uint8Array,
  ask: () => Promise<boolean>,
  release: () => void,
): ReadableStream<Uint8Array> {
  let cancelled = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(body) {
        if (!(await ask()) || cancelled) {
          body.error(new Error('The request was given up before it was sent.'));
          return;
        }
        release();
        body.enqueue(bytes);
        body.close();
      },
      cancel() {
        cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
}

/**
 * Returns whether to send the body as a stream: only on Node. Browsers lack request streams or require HTTP/2 for them, and
 * other runtimes read ahead or use chunked encoding.
 */
function takesRequestStreams(): boolean {
  const versions: unknown = Reflect.get(Reflect.get(globalThis, 'process') ?? {}, 'versions');
  return (
    typeof versions === 'object' &&
    versions !== null &&
    'node' in versions &&
    !('bun' in versions) &&
    !('Deno' in globalThis) &&
    typeof document === 'undefined'
  );
}
