import 'reflect-metadata';

const KEY = 'iletimerkezi:delivery-webhook';

/** Notes on a method that it is the webhook of an account. */
export function markWebhook(method: object, account: string): void {
  Reflect.defineMetadata(KEY, { account }, method);
}

/** What `@DeliveryWebhook()` says of a method. */
export function webhookOf(method: object): { account: string } | undefined {
  return Reflect.getMetadata(KEY, method);
}

/**
 * The account of a webhook's method.
 * @throws TypeError for another method: what asks is put on a method by `@DeliveryWebhook()` alone.
 */
export function webhookAccountOf(method: object): string {
  const webhook: { account: string } = Reflect.getMetadata(KEY, method);
  return webhook.account;
}
