'use client';
import type { ReactNode } from 'react';
import { DayPicker } from 'react-day-picker';
import { enGB } from 'react-day-picker/locale/en-GB';
import { tr } from 'react-day-picker/locale/tr';
import { dayOf, startOfDay, type Day } from '../../parts/day.js';
import { Icon } from '../../parts/Icon.js';
import { useSmsUi } from '../../provider/context.js';

interface CalendarProps {
  selected: Day | undefined;
  today: Day;
  first: Day | undefined;
  last: Day | undefined;
  onSelect: (day: Day) => void;
}

const CLASS_NAMES = {
  root: 'sms-calendar',
  months: 'sms-calendar-months',
  month: 'sms-calendar-month',
  month_caption: 'sms-calendar-caption',
  caption_label: 'sms-label',
  button_previous: 'sms-button sms-calendar-turn',
  button_next: 'sms-button sms-calendar-turn',
  month_grid: 'sms-calendar-grid',
  weekday: 'sms-calendar-weekday',
  day: 'sms-calendar-day',
  day_button: 'sms-calendar-button',
  today: 'sms-calendar-today',
  selected: 'sms-calendar-selected',
  disabled: 'sms-calendar-disabled',
};

const at = (day: Day): Date => new Date(startOfDay(day));

/** A month of days in Türkiye, from Monday to Sunday. Its focus is on the chosen day, or on today. */
export function Calendar({ selected, today, first, last, onSelect }: CalendarProps): ReactNode {
  const { locale } = useSmsUi();
  return (
    <DayPicker
      mode="single"
      required
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- opened by a button, and focused as a date picker is (ARIA APG)
      autoFocus
      timeZone="Europe/Istanbul"
      locale={locale === 'tr' ? tr : enGB}
      navLayout="around"
      today={at(today)}
      defaultMonth={at(selected ?? today)}
      selected={selected === undefined ? undefined : at(selected)}
      disabled={[
        ...(first === undefined ? [] : [{ before: at(first) }]),
        ...(last === undefined ? [] : [{ after: at(last) }]),
      ]}
      startMonth={first === undefined ? undefined : at(first)}
      endMonth={last === undefined ? undefined : at(last)}
      onSelect={(date) => onSelect(dayOf(date))}
      classNames={CLASS_NAMES}
      components={{
        Chevron: ({ orientation }) => <Icon name={orientation === 'left' ? 'previous' : 'next'} />,
      }}
    />
  );
}
