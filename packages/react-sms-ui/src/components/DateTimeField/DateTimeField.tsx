'use client';
import { isMoment } from 'iletimerkezi-core';
import {
  forwardRef,
  useId,
  useImperativeHandle,
  useRef,
  useState,
  type ComponentPropsWithoutRef,
  type ReactNode,
} from 'react';
import { Button } from '../../parts/Button.js';
import { writeDay, type Day } from '../../parts/day.js';
import { FieldFault } from '../../parts/FieldFault.js';
import { partsOf, type ClassNames } from '../../parts/part.js';
import { Popup } from '../../parts/Popup.js';
import { useNow, useSmsUi } from '../../provider/context.js';
import { CalendarPanel } from './CalendarPanel.js';
import { quickPicks } from './quickPicks.js';
import { readDateTime, timeOf, writeDateTime } from './readDateTime.js';

/** The parts of a DateTimeField that take a class name. */
export type DateTimeFieldPart = 'root' | 'input' | 'picks' | 'status';

/**
 * Why a time is not accepted: the text has no date and time (`unreadable`), lacks the time (`noTime`), or is before now (`past`),
 * before `min` (`early`) or after `max` (`late`).
 */
export type DateTimeFault = 'unreadable' | 'noTime' | 'past' | 'early' | 'late';

/** The content of the field. */
export interface DateTimeFieldChange {
  /** The time that was read, also where `fault` is `past`, `early` or `late`; undefined while there is none. */
  value: Date | undefined;
  /** The text as displayed. */
  text: string;
  /** Why the time is not accepted; undefined for an empty text. */
  fault: DateTimeFault | undefined;
}

export interface DateTimeFieldProps extends Omit<
  ComponentPropsWithoutRef<'input'>,
  'value' | 'defaultValue' | 'onChange' | 'type' | 'children' | 'min' | 'max' | 'name'
> {
  /**
   * The time, where the host holds it. Pass the last `value` of `onChange`, or null: an unreadable text stays while there is none.
   * Another time replaces the text.
   */
  value?: Date | null;
  defaultValue?: Date;
  onChange?: (change: DateTimeFieldChange) => void;
  /** The earliest time. Default: now. */
  min?: Date;
  /** The latest time. */
  max?: Date;
  /** Replaces the label "Date and time". */
  label?: string;
  /** A fault found by the host, shown at the field where the text itself has none. */
  error?: string;
  classNames?: ClassNames<DateTimeFieldPart>;
}

/**
 * A text box for a date and a time in Türkiye, in the Turkish notation whatever the browser's language and time zone, with quick picks
 * and a calendar. Reads several notations, and displays what it read in words. `ref`, `className` and all other attributes belong to
 * the `input`.
 */
export const DateTimeField = forwardRef<HTMLInputElement, DateTimeFieldProps>(function DateTimeField(
  {
    value,
    defaultValue,
    onChange,
    onBlur,
    onKeyDown,
    min,
    max,
    label,
    error,
    id: idProp,
    disabled,
    readOnly,
    className,
    classNames,
    'aria-describedby': describedBy,
    ...rest
  },
  ref,
) {
  const { t, format } = useSmsUi();
  const part = partsOf('date-time-field', classNames);
  const now = useNow();
  const ownId = useId();
  const id = idProp ?? ownId;
  const input = useRef<HTMLInputElement>(null);
  useImperativeHandle<HTMLInputElement | null, HTMLInputElement | null>(ref, () => input.current, []);

  // An invalid `Date` of the host is no time.
  const given = isMoment(value) ? value : undefined;
  const initial = given ?? (isMoment(defaultValue) ? defaultValue : undefined);
  const [text, setText] = useState(() => (initial ? writeDateTime(initial) : ''));
  /** The time that the text stands for, in epoch milliseconds: a given one may have seconds, which the text does not display. */
  const [time, setTime] = useState(initial?.getTime());
  const [isFinished, setFinished] = useState(initial !== undefined);
  const givenTime = given?.getTime();
  const [seenTime, setSeenTime] = useState(givenTime);
  if (givenTime !== seenTime) {
    setSeenTime(givenTime);
    if (given && givenTime !== time) {
      setText(writeDateTime(given));
      setTime(givenTime);
      setFinished(true);
    }
  }

  const earliest = min?.getTime() ?? now;
  const faultOf = (content: string, at: number | undefined): DateTimeFault | undefined => {
    if (at === undefined) {
      if (content.trim() === '') return undefined;
      return readDateTime(content, now) === undefined ? 'unreadable' : 'noTime';
    }
    if (earliest !== undefined && at < earliest) return min === undefined ? 'past' : 'early';
    return max !== undefined && at > max.getTime() ? 'late' : undefined;
  };
  const change = (content: string, at: Date | undefined, finished: boolean): void => {
    setText(content);
    setTime(at?.getTime());
    setFinished(finished);
    onChange?.({ value: at, text: content, fault: faultOf(content, at?.getTime()) });
  };
  const enter = (content: string): void => {
    const reading = readDateTime(content, now);
    change(content, reading && timeOf(reading), false);
  };
  const choose = (at: Date): void => change(writeDateTime(at), at, true);

  const fault = faultOf(text, time);
  const picks = now === undefined ? [] : quickPicks(now);
  const example = writeDateTime(picks[1]?.time ?? defaultExample());
  const limit = fault === 'early' ? min : max;
  const faultText =
    fault !== undefined && isFinished
      ? t(`dateTime.fault.${fault}`, { example, limit: limit ? writeDateTime(limit) : '' })
      : error;
  const isLocked = disabled === true || readOnly === true;
  const reading = readDateTime(text, now);

  const panel = (close: () => void, at: number): ReactNode => (
    <CalendarPanel
      reading={reading}
      now={at}
      min={earliest ?? at}
      max={max?.getTime()}
      onDay={(day: Day) => {
        const chosen = timeOf({ day, clock: reading?.clock });
        if (chosen === undefined) {
          change(`${writeDay(day)} `, undefined, false);
          return;
        }
        choose(chosen);
        close();
        input.current?.focus();
      }}
      onClock={(day, clock) => {
        const chosen = timeOf({ day, clock });
        if (chosen !== undefined) choose(chosen);
        close();
        input.current?.focus();
      }}
    />
  );

  return (
    <div {...part('root', 'sms-field')}>
      <label className="sms-label" htmlFor={id}>
        {label ?? t('dateTime.label')}
      </label>
      <div className="sms-date-time-field-line">
        <input
          autoComplete="off"
          {...rest}
          {...part('input', className ? `sms-input ${className}` : 'sms-input')}
          ref={input}
          id={id}
          type="text"
          dir="ltr"
          disabled={disabled}
          readOnly={readOnly}
          value={text}
          aria-invalid={faultText !== undefined || undefined}
          aria-describedby={[describedBy, `${id}-hint`, faultText === undefined ? undefined : `${id}-fault`]
            .filter(Boolean)
            .join(' ')}
          onChange={(event) => enter(event.target.value)}
          onBlur={(event) => {
            if (time !== undefined) setText(writeDateTime(new Date(time)));
            setFinished(true);
            onBlur?.(event);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') setFinished(true);
            onKeyDown?.(event);
          }}
        />
        <Popup label={t('dateTime.calendar')} disabled={isLocked || now === undefined}>
          {(close) => (now === undefined ? null : panel(close, now))}
        </Popup>
      </div>
      <div className="sms-hint" id={`${id}-hint`}>
        <span>{`${t('dateTime.zone')}. `}</span>
        <span>{t('dateTime.example', { example: example.replace(' ', '\u00a0') })}</span>
      </div>
      {isLocked ? null : (
        <div {...part('picks')} role="group" aria-label={t('dateTime.picks')}>
          {picks
            .filter(({ time: at }) => faultOf('', at.getTime()) === undefined)
            .map(({ name, time: at }) => (
              <Button key={name} aria-pressed={time === at.getTime()} onClick={() => choose(at)}>
                {t(`dateTime.pick.${name}`)}
              </Button>
            ))}
        </div>
      )}
      <div {...part('status')} role="status">
        {faultText === undefined && time !== undefined ? (
          <span>{t('dateTime.readAs', { time: format.fullDateTime(time) })}</span>
        ) : null}
        <FieldFault id={`${id}-fault`} text={faultText} />
      </div>
    </div>
  );
});

/** The example before the clock of the browser is known. */
const defaultExample = (): Date => new Date(Date.UTC(2026, 11, 1, 7));
