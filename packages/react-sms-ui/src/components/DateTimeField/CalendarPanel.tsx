'use client';
import { useId, type ReactNode } from 'react';
import { Button } from '../../parts/Button.js';
import { dayOf, type Day } from '../../parts/day.js';
import { useSmsUi } from '../../provider/context.js';
import { calendar } from './calendarModule.js';
import { timeOf, type DateTimeReading } from './readDateTime.js';

interface CalendarPanelProps {
  reading: DateTimeReading | undefined;
  now: number;
  min: number;
  max: number | undefined;
  onDay: (day: Day) => void;
  onClock: (day: Day, clock: string) => void;
}

const CLOCKS = ['09:00', '10:00', '11:00', '12:00', '14:00', '16:00', '18:00', '20:00'];

/** The calendar, and times of the chosen day. */
export function CalendarPanel({ reading, now, min, max, onDay, onClock }: CalendarPanelProps): ReactNode {
  const { t } = useSmsUi();
  const id = useId();
  const module = calendar.useModule(true);
  const hasFailed = calendar.useHasFailed();
  const day = reading?.day;
  const isOffered = (clock: string): boolean => {
    if (day === undefined) return false;
    const time = timeOf({ day, clock })?.getTime() ?? Number.NaN;
    return time >= min && (max === undefined || time <= max);
  };
  if (module === null) {
    return (
      <div className="sms-calendar-missing" role="status">
        <span>{hasFailed ? t('dateTime.calendarFailed') : t('common.loading')}</span>
        {hasFailed ? (
          <Button onClick={() => void calendar.load().catch(() => undefined)}>{t('common.retry')}</Button>
        ) : null}
      </div>
    );
  }
  return (
    <>
      <module.Calendar
        selected={day}
        today={dayOf(now)}
        first={dayOf(min)}
        last={max === undefined ? undefined : dayOf(max)}
        onSelect={onDay}
      />
      <div className="sms-field" role="group" aria-labelledby={`${id}-clock`} aria-describedby={`${id}-hint`}>
        <span className="sms-label" id={`${id}-clock`}>
          {t('dateTime.clock')}
        </span>
        <div className="sms-calendar-clocks">
          {CLOCKS.map((clock) => (
            <Button
              key={clock}
              aria-pressed={reading?.clock === clock}
              aria-disabled={!isOffered(clock) || undefined}
              onClick={() => {
                if (day !== undefined) onClock(day, clock);
              }}
            >
              {clock}
            </Button>
          ))}
        </div>
        <span className="sms-hint" id={`${id}-hint`}>
          {t(day === undefined ? 'dateTime.dayFirst' : 'dateTime.clockHint')}
        </span>
      </div>
    </>
  );
}
