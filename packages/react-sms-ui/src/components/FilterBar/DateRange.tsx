'use client';
import { useId, useState, type ReactNode } from 'react';
import { Button } from '../../parts/Button.js';
import { addDays, dayOf, readDay, startOfDay, writeDay, type Day } from '../../parts/day.js';
import { FieldFault } from '../../parts/FieldFault.js';
import { useNow, useSmsUi } from '../../provider/context.js';

interface Range {
  from?: Day;
  to?: Day;
}

/** Returns the function that writes a range of days as text; empty without a day. */
export function useRangeText(): (range: Range) => string {
  const { t, format } = useSmsUi();
  const date = (day: Day): string => format.date(startOfDay(day));
  return ({ from, to }) => {
    if (from === undefined) return to === undefined ? '' : t('filters.until', { day: date(to) });
    if (to === undefined) return t('filters.since', { day: date(from) });
    return from === to ? date(from) : `${date(from)} – ${date(to)}`;
  };
}

interface DateRangeProps extends Range {
  onChange: (range: Range) => void;
}

/** The length of "21.11.2026". */
const FULL_LENGTH = 10;

const PICKS = [
  ['today', 1],
  ['last7', 7],
  ['last30', 30],
] as const;

/** Chooses days by a quick pick, or by text. Text boxes, because browsers display a date input in their own language. */
export function DateRange({ from, to, onChange }: DateRangeProps): ReactNode {
  const { t } = useSmsUi();
  const now = useNow();
  const id = useId();
  const [texts, setTexts] = useState(() => ({ from: textOf(from), to: textOf(to) }));
  const [fault, setFault] = useState<{ field: 'from' | 'to'; text: string }>();

  const choose = (range: Range): void => {
    setFault(undefined);
    onChange(range);
  };
  const enter = (field: 'from' | 'to', text: string): void => {
    const next = { ...texts, [field]: text };
    setTexts(next);
    const range = { from: readDay(next.from), to: readDay(next.to) };
    if (range.from !== undefined && range.to !== undefined && range.to < range.from) {
      setFault({ field, text: t('filters.orderFault') });
      return;
    }
    if (next[field].trim() === '' || range[field] !== undefined) {
      choose({
        ...(range.from !== undefined && { from: range.from }),
        ...(range.to !== undefined && { to: range.to }),
      });
    } else if (text.length === FULL_LENGTH) {
      check(field, text);
    }
  };
  /** Checks a text that the person has finished. */
  const check = (field: 'from' | 'to', text: string): void => {
    if (text.trim() === '' || readDay(text) !== undefined) return;
    setFault({ field, text: t('filters.dayFault', { example: writeDay(dayOf(now ?? 0)) }) });
  };

  return (
    <>
      <div className="sms-filter-picks">
        {PICKS.map(([name, count]) => {
          const today = now === undefined ? undefined : dayOf(now);
          const range = today === undefined ? undefined : { from: addDays(today, 1 - count), to: today };
          return (
            <Button
              key={name}
              aria-pressed={range !== undefined && range.from === from && range.to === to}
              onClick={() => {
                if (range === undefined) return;
                setTexts({ from: writeDay(range.from), to: writeDay(range.to) });
                choose(range);
              }}
            >
              {t(`filters.${name}`)}
            </Button>
          );
        })}
      </div>
      <div className="sms-filter-days">
        {(['from', 'to'] as const).map((field) => (
          <div key={field} className="sms-field">
            <label className="sms-label" htmlFor={`${id}-${field}`}>
              {t(`filters.${field}`)}
            </label>
            <input
              id={`${id}-${field}`}
              type="text"
              className="sms-input"
              inputMode="numeric"
              autoComplete="off"
              maxLength={FULL_LENGTH}
              placeholder={now === undefined ? undefined : writeDay(dayOf(now))}
              value={texts[field]}
              aria-invalid={fault?.field === field || undefined}
              aria-describedby={fault?.field === field ? `${id}-fault` : undefined}
              onChange={(event) => enter(field, event.target.value)}
              onBlur={() => check(field, texts[field])}
            />
          </div>
        ))}
      </div>
      <div role="status">
        <FieldFault id={`${id}-fault`} text={fault?.text} />
      </div>
    </>
  );
}

const textOf = (day: Day | undefined): string => (day === undefined ? '' : writeDay(day));
