import 'reflect-metadata';

const KEY = 'iletimerkezi:delivery-webhook';

/** Marks a method as the webhook of an account. */
export function markWebhook(method: object, account: string): void {
  Reflect.defineMetadata(KEY, { account }, method);
}

/** Returns the metadata that `@DeliveryWebhook()` set on a method. */
export function webhookOf(method: object): { account: string } | undefined {
  return Reflect.getMetadata(KEY, method);
}

/**
 * Returns the account of a webhook's method.
 * @throws TypeError for a method without `@DeliveryWebhook()`. Only that decorator adds the callers of this function.
 */
export function webhookAccountOf(method: object): string {
  const webhook: { account: string } = Reflect.getMetadata(KEY, method);
  return webhook.account;
}
