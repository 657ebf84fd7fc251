'use client';

import { useRef, type FocusEvent } from 'react';

/**
 * Scrolls a field that gets the focus out from under the bar at the bottom, as far as its scroll margin says: browsers
 * bring only the caret into view. Not while a pointer is down, because what is pressed must not move.
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
      // Test environments without layout do not scroll.
      if (!isPressed.current && 'scrollIntoView' in target) target.scrollIntoView({ block: 'nearest' });
    },
  };
}
