/** The part of the platform's `fetch` the client uses. A substitute gets the body as a stream on Node: read it with `new Request(url, init)`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** How long the client waits, in milliseconds. */
export interface Timeouts {
  /** Until a connection stands and the request may be written: name lookup, TCP and TLS. Default 5,000. */
  connectMs: number;
  /** From then on until the answer is complete. Default 30,000. Where connecting cannot be told apart, it bounds both. */
  responseMs: number;
}

/** Where an exchange broke. */
type TransportFault =
  | 'aborted'
  | 'connect-failed'
  | 'connect-timeout'
  | 'connection-lost'
  | 'response-timeout';

/** The outcome of one attempt. `sent` is false only when certainly no byte of the request left. */
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
 * One POST, tried once.
 *
 * `fetch` does not tell connecting from waiting. Its request stream does: the body is handed over only when the platform
 * asks for it, which Node does once the connection (and TLS) stands. A request whose body was never asked for cannot
 * have reached anyone, whatever error came; that is what `sent: false` means. Where a platform asks earlier, failures
 * count as sent, which is the safe side.
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
  /** @returns whether the request may leave, in the same turn of the event loop in which it does. */
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
      // Credentials and order are in the body: never repeat it for another address, never add cookies.
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      ...(streaming && {
        duplex: 'half',
        // Without a window (and without redirects) Node streams the body itself, not a copy it reads ahead.
        window: null,
      }),
    });
    return { ok: true, httpStatus: response.status, text: await response.text() };
  } catch (cause) {
    const fault = ended ?? (sent ? 'connection-lost' : 'connect-failed');
    ended = fault;
    // The caller learns the outcome after its own step has ended, so the two cannot overlap.
    await asked;
    const reason = refusal ? refusal.cause : fault === 'aborted' ? signal?.reason : cause;
    return { ok: false, fault, sent, cause: reason };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

/**
 * A body that is handed over on demand, and not at all once the attempt has been given up. Node opens the connection
 * before it asks for the body, and writes the head of the request together with the first chunk.
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
 * Browsers either lack request streams or want HTTP/2 for them, and other runtimes read ahead or send them chunked:
 * only Node gets one.
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
