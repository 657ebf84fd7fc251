/** Options of a call to the provider that changes something. */
interface Abortable {
  readonly signal: AbortSignal;
  readonly beforeSend: () => boolean;
}

/**
 * Returns options of a call that a signal aborts until the request leaves. After that the outcome of an aborted request would be
 * unknown, although the provider answers it.
 */
export function abortableUntilSent(signal: AbortSignal): Abortable {
  const controller = new AbortController();
  const abort = (): void => controller.abort(signal.reason);
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    beforeSend: () => {
      signal.removeEventListener('abort', abort);
      return !controller.signal.aborted;
    },
  };
}
