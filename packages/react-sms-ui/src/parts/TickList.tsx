'use client';
import type { ReactNode } from 'react';

interface TickListProps<Value extends string> {
  options: readonly { readonly value: Value; readonly label: string }[];
  ticked: readonly Value[];
  /** The number of ticks that have to remain. Default 0. */
  atLeast?: number;
  /** Called with the ticked values, in the order of the options. */
  onChange: (ticked: readonly Value[]) => void;
}

/** A list of checkboxes in a panel. */
export function TickList<Value extends string>({
  options,
  ticked,
  atLeast = 0,
  onChange,
}: TickListProps<Value>): ReactNode {
  return options.map(({ value, label }) => {
    const isTicked = ticked.includes(value);
    return (
      <label key={value} className="sms-tick-line">
        <input
          type="checkbox"
          className="sms-tick"
          checked={isTicked}
          disabled={isTicked && ticked.length <= atLeast}
          onChange={() =>
            onChange(
              options
                .map((option) => option.value)
                .filter((one) => (one === value ? !isTicked : ticked.includes(one))),
            )
          }
        />
        <span>{label}</span>
      </label>
    );
  });
}
