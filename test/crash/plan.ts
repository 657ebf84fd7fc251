import { randomFrom } from '../support/random.ts';

/** Later than a host needs for a few messages, so that kills fall into all parts of its work. */
const LATEST_MS = 600;

/**
 * When to kill, in ms after the process to be killed has said that it works: the same seed plans the same moments.
 * What the process is doing in such a moment is the machine's affair.
 */
export function killPlan(kills: number, seed: number): number[] {
  const random = randomFrom(seed);
  return Array.from({ length: kills }, () => Math.floor(random() * LATEST_MS));
}
