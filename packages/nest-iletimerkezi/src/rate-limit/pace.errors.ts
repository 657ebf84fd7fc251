import { IletimerkeziError } from 'iletimerkezi-core';

/** A send was called off while it waited for its turn. */
export function sendAborted(cause?: unknown): IletimerkeziError {
  return new IletimerkeziError({
    code: 'aborted',
    message: 'The send was called off while it waited for its turn. Nothing was sent.',
    hint: 'Call again when it is wanted.',
    hintTr: 'Gerektiğinde yeniden çağırın.',
    outcome: 'not-applied',
    retryable: true,
    endpoint: 'send-sms',
    cause,
  });
}

/** A send came, or still waited, when the application closed. */
export function sendRefusedAtShutdown(): IletimerkeziError {
  return new IletimerkeziError({
    code: 'aborted',
    message: 'The application is closing and the send had not begun. Nothing was sent.',
    hint: 'Call again after the restart, or allow more time by drainTimeoutMs.',
    hintTr: 'Yeniden başladıktan sonra tekrar çağırın ya da drainTimeoutMs ile süreyi artırın.',
    outcome: 'not-applied',
    retryable: true,
    endpoint: 'send-sms',
  });
}
