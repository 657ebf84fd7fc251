/** The delivery outcome of a message to a number. */
export type Outcome =
  | 'delivered'
  | 'undelivered'
  | 'never-reported'
  | 'blacklisted'
  | 'no-consent'
  | 'has-consent';

/** The outcome for numbers that end with `suffix`, `delayMs` after the operator accepted the message. */
export interface DeliveryRule {
  suffix: string;
  /** The name of the rule, such as `dead phone`. */
  name?: string;
  outcome: Outcome;
  /** Virtual milliseconds; absent means the usual delay. */
  delayMs?: number;
}

/**
 * The magic numbers. Their suffix has six digits, so that generated lists of consecutive numbers rarely match a rule.
 */
export const MAGIC_NUMBERS: readonly DeliveryRule[] = [
  { suffix: '999000', outcome: 'delivered', delayMs: 0 },
  { suffix: '999001', outcome: 'undelivered' },
  { suffix: '999002', outcome: 'delivered', delayMs: 30_000 },
  { suffix: '999003', outcome: 'undelivered', delayMs: 30_000 },
  { suffix: '999004', outcome: 'never-reported' },
  { suffix: '999005', outcome: 'blacklisted' },
  { suffix: '999006', outcome: 'no-consent' },
  { suffix: '999007', outcome: 'has-consent' },
  { suffix: '999008', name: 'dead phone', outcome: 'undelivered', delayMs: 0 },
  // Later than one-time codes are usually valid.
  { suffix: '999009', name: 'slow operator', outcome: 'delivered', delayMs: 360_000 },
];

/** Finds the rule for a number. The longest suffix wins. */
export class DeliveryRules {
  readonly #bySuffix: { modulus: number; rules: Map<number, DeliveryRule> }[];

  constructor(rules: readonly DeliveryRule[]) {
    const lengths = [...new Set(rules.map(({ suffix }) => suffix.length))].toSorted((a, b) => b - a);
    this.#bySuffix = lengths.map((length) => ({
      modulus: 10 ** length,
      // The first rule for a suffix wins, so a seed's own rules come before the magic numbers.
      rules: new Map(
        rules
          .filter(({ suffix }) => suffix.length === length)
          .toReversed()
          .map((rule) => [Number(rule.suffix), rule]),
      ),
    }));
  }

  find(number: number): DeliveryRule | undefined {
    for (const { modulus, rules } of this.#bySuffix) {
      const rule = rules.get(number % modulus);
      if (rule) return rule;
    }
    return undefined;
  }
}
