const PATTERN =
  /^P(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const SCALE = [7 * 86_400_000, 86_400_000, 3_600_000, 60_000, 1000];

/**
 * Reads an ISO 8601 duration without years and months (`PT1H`, `P2DT30M`, `PT0.5S`), or a number of milliseconds.
 * @returns milliseconds, or `undefined` when it is neither.
 */
export function parseDuration(value: string | number): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? value : undefined;
  const match = PATTERN.exec(value);
  if (!match || value.endsWith('T') || value === 'P') return undefined;
  return SCALE.reduce((sum, scale, index) => sum + scale * Number(match[index + 1] ?? 0), 0);
}
