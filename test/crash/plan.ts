import { randomFrom } from '../support/random.ts';

/** Every second kill comes while the process is still starting its work, the others while it is sending at full rate. */
const LATEST_MS = [600, 8_000] as const;

/**
 * Plans the moments of the kills, in milliseconds after the process reported that it is ready. The same seed plans the
 * same moments; what the process is doing then depends on the machine.
 * @param latestMs the latest moments, used in turn.
 */
export function killPlan(kills: number, seed: number, latestMs: readonly number[] = LATEST_MS): number[] {
  const random = randomFrom(seed);
  return Array.from({ length: kills }, (_, kill) =>
    Math.floor(random() * (latestMs[kill % latestMs.length] ?? 0)),
  );
}
