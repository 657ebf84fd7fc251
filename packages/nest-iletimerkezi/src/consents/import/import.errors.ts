/** A synchronisation cannot go on. `code` to branch on, the message says why and what to do. */
export class SyncError extends Error {
  override readonly name = 'SyncError';

  constructor(
    readonly code: 'taken-over' | 'invalid-options',
    message: string,
  ) {
    super(message);
  }
}

export const takenOver = (name: string): SyncError =>
  new SyncError(
    'taken-over',
    `Another run of the synchronisation "${name}" began and goes on from here. Run it in one place at a time.`,
  );

export const badBatchSize = (): SyncError =>
  new SyncError('invalid-options', 'batchSize is not from 1 to 5,000: give a whole number in between.');
