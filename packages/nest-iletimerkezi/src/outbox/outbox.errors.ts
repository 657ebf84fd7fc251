/** What was asked of the outbox cannot be done. `code` to branch on, the message says why and what to do. */
export class OutboxError extends Error {
  override readonly name = 'OutboxError';

  constructor(
    readonly code:
      | 'storage-off'
      | 'two-texts'
      | 'no-text'
      | 'no-recipients'
      | 'bad-time'
      | 'dedupe-conflict'
      | 'not-found'
      | 'not-resolvable'
      | 'erased',
    message: string,
    /** With `dedupe-conflict`: the id of the campaign that has the key. */
    readonly campaignId?: string,
  ) {
    super(message);
  }
}

/** Also said of orders of other accounts. */
export const orderNotFound = (id: string): OutboxError =>
  new OutboxError('not-found', `This account has no order ${id}.`);

/** An outbox without a database keeps nothing. */
export const storageIsOff = (): OutboxError =>
  new OutboxError(
    'storage-off',
    'The outbox needs storage, which is off. Set `storage: { dir }` for a PostgreSQL server of the module’s own, ' +
      'or `storage: { url }` for yours; SmsService sends without an outbox.',
  );
