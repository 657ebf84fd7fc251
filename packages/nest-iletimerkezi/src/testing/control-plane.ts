/** Selects the webhooks that a fault applies to. */
export interface WebhookRule {
  /** Number of webhooks. Default 1. */
  times?: number;
  status?: 'accepted' | 'delivered' | 'undelivered';
  /** E.164 number of the recipient. */
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
