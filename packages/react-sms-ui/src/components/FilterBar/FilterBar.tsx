'use client';
import { forwardRef, useRef, type ComponentPropsWithoutRef, type ReactNode } from 'react';
import { Button } from '../../parts/Button.js';
import { Icon } from '../../parts/Icon.js';
import { partsOf, type ClassNames } from '../../parts/part.js';
import { Popup } from '../../parts/Popup.js';
import { TickList } from '../../parts/TickList.js';
import { useControlled } from '../../parts/useControlled.js';
import { useSmsUi } from '../../provider/context.js';
import { DateRange, useRangeText } from './DateRange.js';
import { hasFilters, NO_FILTERS, type FilterValue } from './filterValue.js';
import { Tooltip } from '../Tooltip/Tooltip.js';

/** The parts of a FilterBar that take a class name. */
export type FilterBarPart = 'root' | 'search' | 'chip' | 'clear';

/** One filter, with the values that can be chosen. */
export interface FilterDefinition {
  /** Its name in `FilterValue.chosen` and in a URL. */
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export interface FilterBarProps extends Omit<
  ComponentPropsWithoutRef<'div'>,
  'defaultValue' | 'onChange' | 'role'
> {
  filters: readonly FilterDefinition[];
  /** Offers a range of days. */
  dates?: boolean;
  /** Name and placeholder of the search. Default "Search". `null` leaves the search out. */
  searchLabel?: string | null;
  /** The value, where the host holds it. */
  value?: FilterValue;
  defaultValue?: FilterValue;
  onChange?: (change: { value: FilterValue; reason: 'search' | 'choice' | 'dates' | 'clear' }) => void;
  classNames?: ClassNames<FilterBarPart>;
  /** Displayed at the end of the bar: a count, the choice of columns. */
  children?: ReactNode;
}

/**
 * Restricts a list by a search, by chosen values and by days. Each filter is a chip that displays what was chosen and can
 * be removed. The state is one value, which `filtersToQuery` and `filtersFromQuery` write to a URL and read from it.
 */
export const FilterBar = forwardRef<HTMLDivElement, FilterBarProps>(function FilterBar(
  {
    filters,
    dates = false,
    searchLabel,
    value: given,
    defaultValue = NO_FILTERS,
    onChange,
    classNames,
    className,
    children,
    ...rest
  },
  ref,
) {
  const { t } = useSmsUi();
  const part = partsOf('filter-bar', classNames);
  const [value, setValue] = useControlled(given, defaultValue);
  const root = useRef<HTMLDivElement | null>(null);
  const rangeText = useRangeText();
  const change = (next: FilterValue, reason: 'search' | 'choice' | 'dates' | 'clear'): void => {
    setValue(next);
    onChange?.({ value: next, reason });
  };
  /** Changes the value by a button that is removed by it, so that the focus moves. */
  const remove = (next: FilterValue, reason: 'choice' | 'dates' | 'clear'): void => {
    change(next, reason);
    root.current?.querySelector<HTMLElement>('input, button')?.focus();
  };
  const choose = (name: string, values: readonly string[]): FilterValue => ({
    ...value,
    chosen: { ...value.chosen, [name]: values },
  });
  const { from: _from, to: _to, ...withoutDays } = value;
  const days = rangeText(value);
  const search = searchLabel === undefined ? t('filters.search') : searchLabel;

  return (
    <div
      aria-label={t('filters.label')}
      {...rest}
      {...part('root', className)}
      ref={(element) => {
        root.current = element;
        if (typeof ref === 'function') ref(element);
        else if (ref) ref.current = element;
      }}
      role="group"
    >
      {search === null ? null : (
        <input
          {...part('search', 'sms-input')}
          type="search"
          autoComplete="off"
          aria-label={search}
          placeholder={search}
          value={value.search}
          onChange={(event) => change({ ...value, search: event.target.value }, 'search')}
        />
      )}
      {filters.map(({ name, label, options }) => {
        const chosen = value.chosen[name] ?? [];
        return (
          <Chip
            key={name}
            part={part('chip')}
            label={label}
            text={chosenText(chosen, options)}
            onRemove={() => remove(choose(name, []), 'choice')}
          >
            <TickList
              options={options}
              ticked={chosen}
              onChange={(values) => change(choose(name, values), 'choice')}
            />
          </Chip>
        );
      })}
      {dates ? (
        <Chip
          part={part('chip')}
          label={t('filters.date')}
          text={days}
          onRemove={() => remove(withoutDays, 'dates')}
        >
          <DateRange
            from={value.from}
            to={value.to}
            onChange={(range) => change({ ...withoutDays, ...range }, 'dates')}
          />
        </Chip>
      ) : null}
      {hasFilters(value) ? (
        <Button {...part('clear')} kind="plain" onClick={() => remove(NO_FILTERS, 'clear')}>
          {t('filters.clear')}
        </Button>
      ) : null}
      {children}
    </div>
  );
});

interface ChipProps {
  part: { 'data-slot': string; className: string };
  label: string;
  /** What was chosen; empty for nothing. */
  text: string;
  onRemove: () => void;
  children: ReactNode;
}

function Chip({ part, label, text, onRemove, children }: ChipProps): ReactNode {
  const { t } = useSmsUi();
  const isActive = text !== '';
  return (
    <div {...part} data-active={isActive || undefined}>
      <Popup label={isActive ? `${label}: ${text}` : label} isActive={isActive}>
        {children}
      </Popup>
      {isActive ? (
        <Tooltip text={t('filters.remove', { filter: label })} describes={false}>
          <Button kind="plain" aria-label={t('filters.remove', { filter: label })} onClick={onRemove}>
            <Icon name="close" />
          </Button>
        </Tooltip>
      ) : null}
    </div>
  );
}

/** "Gönderiliyor", or "Gönderiliyor +2". A value without an option, as from an old link, is displayed as it is. */
function chosenText(chosen: readonly string[], options: FilterDefinition['options']): string {
  const [first, ...others] = chosen;
  if (first === undefined) return '';
  const name = options.find(({ value }) => value === first)?.label ?? first;
  return others.length === 0 ? name : `${name} +${others.length}`;
}
