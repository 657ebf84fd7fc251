import { seededRandom } from '../random.js';

/**
 * Faults of a webhook's delivery: twice, lost, late, or after the next status of its message.
 */
export type WebhookAction = 'duplicate' | 'drop' | 'delay' | 'reorder';

/** Which webhooks meet the action, and how often. */
export interface WebhookRuleInput {
  action: WebhookAction;
  /** Number of webhooks. Default 1, or unlimited with a probability. */
  times?: number;
  /** 0…1 for each matching webhook, drawn from `seed`. */
  probability?: number;
  seed?: number;
  status?: 'accepted' | 'delivered' | 'undelivered';
  /** E.164 number it is about. */
  to?: string;
  account?: string;
  /** Virtual milliseconds for `delay`; also how long `reorder` waits at most. */
  delayMs?: number;
}

export interface WebhookRule extends WebhookRuleInput {
  id: string;
  /** Remaining number of uses; absent means unlimited. */
  remaining: number | undefined;
  hits: number;
}

/** The rules in force, tried in the order they were made. */
export class WebhookRules {
  #rules: { rule: WebhookRule; random: () => number }[] = [];
  #count = 0;

  add(input: WebhookRuleInput): WebhookRule {
    this.#count += 1;
    const remaining = input.times ?? (input.probability === undefined ? 1 : undefined);
    const rule: WebhookRule = { ...input, id: `webhook-rule-${this.#count}`, remaining, hits: 0 };
    this.#rules.push({ rule, random: seededRandom(input.seed ?? this.#count) });
    return rule;
  }

  /** The rule a webhook meets, counted as used. */
  take(about: { status: string; to: string; account: string }): WebhookRule | undefined {
    for (const { rule, random } of this.#rules) {
      if (rule.remaining === 0) continue;
      if (rule.status !== undefined && rule.status !== about.status) continue;
      if (rule.to !== undefined && rule.to !== about.to) continue;
      if (rule.account !== undefined && rule.account !== about.account) continue;
      if (rule.probability !== undefined && random() >= rule.probability) continue;
      if (rule.remaining !== undefined) rule.remaining -= 1;
      rule.hits += 1;
      return rule;
    }
    return undefined;
  }

  list(): WebhookRule[] {
    return this.#rules.map(({ rule }) => rule);
  }

  clear(): void {
    this.#rules = [];
    this.#count = 0;
  }
}
