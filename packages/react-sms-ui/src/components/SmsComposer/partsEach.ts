import type { SmsUi } from '../../provider/context.js';
import { partsText } from '../SegmentCounter/messageCount.js';
import type { UseSmsComposer } from './useSmsComposer.js';

/** The SMS of each recipient: "2 SMS", or "1–3 SMS" if personal texts differ. */
export function partsEach(
  ui: Pick<SmsUi, 't'>,
  { count, personal }: Pick<UseSmsComposer, 'count' | 'personal'>,
): string {
  const parts = personal?.cost?.byParts.map((group) => group.parts) ?? [];
  if (parts.length === 0) return partsText(ui, count);
  return partsText(ui, { ...count, least: Math.min(...parts), most: Math.max(...parts) });
}
