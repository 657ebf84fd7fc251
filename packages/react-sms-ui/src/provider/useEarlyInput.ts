'use client';
import { useEffect, useRef, type RefObject } from 'react';
import { useHydrated } from './useHydrated.js';

/**
 * Reports to React what a person ticked, chose or typed in the markup of a server before it was hydrated. React keeps it on
 * the screen, but calls no `onChange`, so that it would not be submitted. Does nothing without markup of a server: there, only
 * the page itself has set values.
 */
export function useEarlyInput(root: RefObject<HTMLElement | null>): void {
  const isHydrated = useHydrated();
  /** False in the render that hydrates. */
  const wasHydrated = useRef(isHydrated);
  // After the effects of the components, which prepare their callbacks, and before their next render.
  useEffect(() => {
    if (wasHydrated.current) return;
    for (const control of root.current?.querySelectorAll('input, textarea, select') ?? []) {
      if (!control.matches(':disabled, [type="file"]')) report(control);
    }
  }, [root]);
}

function report(control: Element): void {
  if (control.localName === 'select') {
    const select = control as HTMLSelectElement;
    const initial = [...select.options].findIndex((option) => option.defaultSelected);
    // React marks the chosen option in the markup; without a mark it is the first one.
    if (select.selectedIndex !== Math.max(0, initial))
      select.dispatchEvent(new Event('change', { bubbles: true }));
    return;
  }
  const input = control as HTMLInputElement;
  if (input.type === 'checkbox' || input.type === 'radio') {
    if (input.checked === input.defaultChecked) return;
    // The click enters the same state again, as the person did.
    if (input.type === 'radio' && !input.checked) return;
    input.checked = input.defaultChecked;
    input.click();
    return;
  }
  const { value, defaultValue } = input;
  if (value === defaultValue) return;
  input.value = defaultValue;
  // The setter of the prototype, because React takes what its own setter receives for its own.
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), 'value')?.set?.call(input, value);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
