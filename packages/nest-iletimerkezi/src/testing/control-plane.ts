/** Which of the next webhooks are to go wrong, and how often. */
export interface WebhookRule {
  /** How many webhooks. Default 1. */
  times?: number;
  status?: 'accepted' | 'delivered' | 'undelivered';
  /** E.164 number they are about. */
  to?: string;
}

/** Calls the emulator's control plane. */
export async function control(url: string, path: string, body: object): Promise<void> {
  const response = await fetch(`${url}/_emulator/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`The emulator refused ${path}: ${await response.text()}`);
}
