'use client';
import { useEffect, useRef, useState, type FocusEvent } from 'react';

export interface Collapse {
  isCollapsed: boolean;
  expand: () => void;
  /** For the root of the field. */
  focusProps: { onFocus: () => void; onBlur: (event: FocusEvent) => void };
}

/**
 * Collapses a field when the focus moves to another control. Where a pointer moves it, the field collapses after the press,
 * because the pressed control would move away otherwise.
 *
 * @param canCollapse whether the field has a value to summarise and nothing that needs attention
 */
export function useCollapse(canCollapse: boolean): Collapse {
  // Expanded while a person works in it; a value that the host sets is summarised at once.
  const [isExpanded, setExpanded] = useState(false);
  const isPressed = useRef(false);
  const isLeft = useRef(false);
  useEffect(() => {
    const press = (): void => {
      isPressed.current = true;
    };
    const release = (): void => {
      isPressed.current = false;
      if (!isLeft.current) return;
      isLeft.current = false;
      // `click` follows `pointerup` in the same task.
      setTimeout(() => setExpanded(false));
    };
    document.addEventListener('pointerdown', press, true);
    document.addEventListener('pointerup', release, true);
    document.addEventListener('pointercancel', release, true);
    return () => {
      document.removeEventListener('pointerdown', press, true);
      document.removeEventListener('pointerup', release, true);
      document.removeEventListener('pointercancel', release, true);
    };
  }, []);
  const isCollapsed = canCollapse && !isExpanded;
  return {
    isCollapsed,
    expand: () => setExpanded(true),
    focusProps: {
      onFocus: () => {
        isLeft.current = false;
        if (!isCollapsed) setExpanded(true);
      },
      onBlur: ({ currentTarget, relatedTarget }) => {
        // No related target: the window lost the focus, or a part of the page without a control was pressed.
        if (relatedTarget === null || currentTarget.contains(relatedTarget)) return;
        if (isPressed.current) isLeft.current = true;
        else setExpanded(false);
      },
    },
  };
}
