'use client';
import { useEffect, useState, type RefObject } from 'react';

export interface Collapse {
  /** Whether a person works in the field. */
  isExpanded: boolean;
  expand: () => void;
}

/**
 * Keeps a field expanded while a person works in it: from `expand`, or the focus on one of its controls, until the focus
 * moves to a control outside of it. Where a pointer moves the focus, the field collapses after the press, because the
 * pressed control would move away otherwise. A focus inside of an element with `data-collapsed` does not expand it.
 */
export function useCollapse(root: RefObject<HTMLElement | null>, isEnabled: boolean): Collapse {
  const [isExpanded, setExpanded] = useState(false);
  useEffect(() => {
    if (!isEnabled) return undefined;
    let isPressed = false;
    let isLeft = false;
    const press = (): void => {
      isPressed = true;
    };
    const release = (): void => {
      isPressed = false;
      if (!isLeft) return;
      isLeft = false;
      // `click` follows `pointerup` in the same task.
      setTimeout(() => setExpanded(false));
    };
    const focus = ({ target }: FocusEvent): void => {
      const isInside = target instanceof Node && root.current?.contains(target) === true;
      isLeft = !isInside && isPressed;
      if (isInside) {
        if (root.current?.dataset['collapsed'] === undefined) setExpanded(true);
      } else if (!isPressed) setExpanded(false);
    };
    document.addEventListener('pointerdown', press, true);
    document.addEventListener('pointerup', release, true);
    document.addEventListener('pointercancel', release, true);
    document.addEventListener('focusin', focus);
    return () => {
      document.removeEventListener('pointerdown', press, true);
      document.removeEventListener('pointerup', release, true);
      document.removeEventListener('pointercancel', release, true);
      document.removeEventListener('focusin', focus);
    };
  }, [root, isEnabled]);
  return { isExpanded, expand: () => setExpanded(true) };
}
