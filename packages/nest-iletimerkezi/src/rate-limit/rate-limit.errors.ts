import { AbortedError } from 'iletimerkezi-core';

/** Returns the error of a send that was cancelled by its signal while it waited for the rate limit. */
export const sendAborted = (cause?: unknown): AbortedError =>
  notSent('The send was cancelled while it waited. Nothing was sent.', cause);

/** Returns the error of a send that had not started when the application shut down. */
export const sendRefusedAtShutdown = (): AbortedError =>
  notSent('The application is shutting down and the send had not begun. Nothing was sent.');

function notSent(summary: string, cause?: unknown): AbortedError {
  return new AbortedError({ code: 'aborted', summary, retryable: true, endpoint: 'send-sms', cause });
}
