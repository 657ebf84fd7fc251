import type { StoredWithheldReason, WithheldReport } from 'nest-iletimerkezi';
import { useText } from '../i18n/useText.js';

const REASONS = [
  'refused',
  'no-record',
  'not-registered',
  'unknown',
  'stale',
  'not-checkable',
  'too-often',
] as const satisfies readonly StoredWithheldReason[];

/** Returns the number of withheld recipients per reason as text, such as `Refused: 3`. */
export function useWithheldTexts(counts: WithheldReport['counts'] = {}): string[] {
  const { t, number } = useText();
  return REASONS.flatMap((reason) => {
    const count = counts[reason];
    return count === undefined ? [] : [`${t(`withheld.${reason}`)}: ${number(count)}`];
  });
}
