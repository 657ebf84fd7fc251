'use client';
import { useEffect, useLayoutEffect, useRef, type RefObject, type UIEventHandler } from 'react';
import type { PhoneMessage } from './PhoneThread.types.js';

/** Distance from the end in px within which the reader counts as being at the end. */
const AT_END = 40;

/** React 18 warns about layout effects on the server, which has no layout. */
const useBrowserLayoutEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/**
 * Keeps the scroll position in a list that grows at both ends. At the end, it scrolls to new messages; elsewhere, older
 * messages are added above the ones in view.
 */
export function useReadingPlace(messages: readonly PhoneMessage[]): {
  ref: RefObject<HTMLDivElement | null>;
  onScroll: UIEventHandler<HTMLDivElement>;
} {
  const ref = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  /** Distance from the top of the view to the end. */
  const toEnd = useRef(0);
  const shown = useRef<{ oldest?: PhoneMessage['id']; newest?: PhoneMessage['id'] }>({});
  const oldest = messages[0]?.id;
  const newest = messages.at(-1)?.id;

  useBrowserLayoutEffect(() => {
    const screen = ref.current;
    if (screen === null) return;
    const before = shown.current;
    shown.current = { oldest, newest };
    if (isAtEnd.current) screen.scrollTop = screen.scrollHeight;
    else if (newest === before.newest && oldest !== before.oldest) {
      screen.scrollTop = screen.scrollHeight - toEnd.current;
    }
  }, [oldest, newest]);

  return {
    ref,
    onScroll: ({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
      toEnd.current = scrollHeight - scrollTop;
      isAtEnd.current = toEnd.current - clientHeight < AT_END;
    },
  };
}
