import type { CampaignPreview, PreviewChanges, PreviewedFigures } from './outbox.types.js';

const MINUTE_MS = 60_000;

/** Returns the figures of a message that differ from its preview. */
export function changesOf(before: PreviewedFigures, now: CampaignPreview): PreviewChanges {
  const startedAt = new Date(before.startsAt);
  const { min, max } = before.credits;
  const isComparable = before.blacklist !== 'applied';
  return {
    ...(isComparable &&
      before.recipients !== now.recipients && {
        recipients: { before: before.recipients, now: now.recipients },
      }),
    ...(isComparable &&
      (min !== now.credits.min || max !== now.credits.max) && {
        credits: { before: { min, max }, now: now.credits },
      }),
    ...(Math.abs(startedAt.getTime() - now.startsAt.getTime()) >= MINUTE_MS && {
      startsAt: { before: startedAt, now: now.startsAt },
    }),
  };
}
