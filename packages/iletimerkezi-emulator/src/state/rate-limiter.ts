/** Recipients an account may reach in any second with small orders (provider documentation, usage limits). */
const PER_SECOND = 100;

/** Counts the recipients of small orders per account over a sliding second. Bulk orders have their own limit. */
export class RateLimiter {
  #recent = new Map<string, { at: number; recipients: number }[]>();

  /** Counts an order, or returns `false` when it would pass the limit. */
  take(account: string, recipients: number, now: number): boolean {
    if (recipients > PER_SECOND) return true;
    const recent = (this.#recent.get(account) ?? []).filter(({ at }) => now - at < 1000 && now >= at);
    const sum = recent.reduce((total, entry) => total + entry.recipients, 0);
    const fits = sum + recipients <= PER_SECOND;
    if (fits) recent.push({ at: now, recipients });
    this.#recent.set(account, recent);
    return fits;
  }

  clear(): void {
    this.#recent.clear();
  }
}
