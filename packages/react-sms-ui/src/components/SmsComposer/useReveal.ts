'use client';

import { useRef, type FocusEvent } from 'react';

/**
 * Scrolls a focused field clear of the bar at the bottom, by its scroll margin, because browsers only bring the caret
 * into view. Does nothing while a pointer is down, because a pressed control must not move.
 */
export function useReveal() {
  const isPressed = useRef(false);
  return {
    onPointerDown: () => {
      isPressed.current = true;
    },
    onPointerUp: () => {
      isPressed.current = false;
    },
    onPointerCancel: () => {
      isPressed.current = false;
    },
    onFocus: ({ target }: FocusEvent) => {
      // Test environments without layout have no `scrollIntoView`.
      if (!isPressed.current && 'scrollIntoView' in target) target.scrollIntoView({ block: 'nearest' });
    },
  };
}
