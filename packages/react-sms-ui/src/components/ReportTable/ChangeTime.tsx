'use client';
import { memo, type ReactNode } from 'react';
import { isoTime } from '../../parts/day.js';
import { useSmsUi } from '../../provider/context.js';

const DAY = 86_400_000;

interface ChangeTimeProps {
  time: number | undefined;
  now: number | undefined;
}

/** Displays relative time, with the exact time on hover and focus; for changes older than a day, the exact time. */
export const ChangeTime = memo(function ChangeTime({ time, now }: ChangeTimeProps): ReactNode {
  const { format } = useSmsUi();
  if (time === undefined || Number.isNaN(time)) return <span className="sms-code">–</span>;
  const exact = format.dateTime(time);
  const isRecent = now !== undefined && now - time < DAY;
  return (
    <time dateTime={isoTime(time)} data-recent={isRecent || undefined}>
      {isRecent ? (
        <span className="sms-time-relative">{format.relative(Math.min(time, now), now)}</span>
      ) : null}
      <span className="sms-time-exact">{exact}</span>
    </time>
  );
});
