'use client';
import {
  forwardRef,
  useId,
  useRef,
  type ComponentPropsWithoutRef,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { partsOf, type ClassNames } from '../../parts/part.js';
import { useControlled } from '../../parts/useControlled.js';

/** A tab and its panel. */
export interface Tab {
  /** Unique among the tabs, without spaces. */
  id: string;
  label: string;
  content: ReactNode;
}

/** The parts of Tabs that take a class name. */
export type TabsPart = 'root' | 'list' | 'tab' | 'panel';

export interface TabsProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children' | 'onChange'> {
  /** Names the tabs for screen readers. */
  label: string;
  tabs: readonly Tab[];
  /** The id of the selected tab, where the host holds the choice. */
  value?: string;
  /** Default: the first tab. */
  defaultValue?: string;
  onValueChange?: (change: { value: string }) => void;
  classNames?: ClassNames<TabsPart>;
}

/** Steps between tabs, in reading direction. */
const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/**
 * Displays one of several views of the same thing. The arrow keys select a tab, and Tab moves from it to its panel. Use links
 * for pages.
 */
export const Tabs = forwardRef<HTMLDivElement, TabsProps>(function Tabs(
  { label, tabs, value, defaultValue, onValueChange, classNames, className, ...rest },
  ref,
) {
  const part = partsOf('tabs', classNames);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useControlled(value, defaultValue ?? tabs[0]?.id);
  const selected = tabs.find((tab) => tab.id === chosen) ?? tabs[0];

  const select = (place: number): void => {
    const tab = tabs.at(place % tabs.length);
    if (tab === undefined) return;
    setChosen(tab.id);
    if (tab.id !== selected?.id) onValueChange?.({ value: tab.id });
    list.current?.querySelector<HTMLElement>(`[id="${id}-${tab.id}"]`)?.focus();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const place = tabs.findIndex((tab) => tab.id === selected?.id);
    const isRightToLeft = getComputedStyle(event.currentTarget).direction === 'rtl';
    const step = (STEPS[event.key] ?? 0) * (isRightToLeft ? -1 : 1);
    const next = event.key === 'Home' ? 0 : event.key === 'End' ? -1 : place + step;
    if (step === 0 && event.key !== 'Home' && event.key !== 'End') return;
    event.preventDefault();
    select(next);
  };

  return (
    <div {...rest} {...part('root', className)} ref={ref}>
      <div {...part('list')} ref={list} role="tablist" aria-label={label}>
        {tabs.map((tab, place) => {
          const isSelected = tab.id === selected?.id;
          return (
            <button
              key={tab.id}
              type="button"
              {...part('tab')}
              role="tab"
              id={`${id}-${tab.id}`}
              aria-selected={isSelected}
              aria-controls={isSelected ? `${id}-panel` : undefined}
              tabIndex={isSelected ? 0 : -1}
              onKeyDown={onKeyDown}
              onClick={() => select(place)}
            >
              <span>{tab.label}</span>
            </button>
          );
        })}
      </div>
      {selected === undefined ? null : (
        <div
          key={selected.id}
          {...part('panel')}
          role="tabpanel"
          id={`${id}-panel`}
          aria-labelledby={`${id}-${selected.id}`}
          tabIndex={0}
        >
          {selected.content}
        </div>
      )}
    </div>
  );
});
