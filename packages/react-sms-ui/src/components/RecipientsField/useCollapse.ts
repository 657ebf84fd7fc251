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
    const focus = (event: FocusEvent): void => {
      // In a shadow root, the target of the event is the host of the root.
      const isInside = root.current !== null && event.composedPath().includes(root.current);
      isLeft = !isInside && isPressed;
      if (isInside) {
        if (root.current?.dataset['collapsed'] === undefined) setExpanded(true);
      } else if (!isPressed) setExpanded(false);
    };
    const page = root.current?.ownerDocument ?? document;
    page.addEventListener('pointerdown', press, true);
    page.addEventListener('pointerup', release, true);
    page.addEventListener('pointercancel', release, true);
    page.addEventListener('focusin', focus);
    return () => {
      page.removeEventListener('pointerdown', press, true);
      page.removeEventListener('pointerup', release, true);
      page.removeEventListener('pointercancel', release, true);
      page.removeEventListener('focusin', focus);
    };
  }, [root, isEnabled]);
  return { isExpanded, expand: () => setExpanded(true) };
}
