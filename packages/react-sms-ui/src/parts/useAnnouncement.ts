'use client';
import { useEffect, useRef, useState } from 'react';

const QUIET_MS = 600;

/** Returns a text for a polite live region, after 600 ms without a change, and not for the initial text. */
export function useAnnouncement(text: string): string {
  const [spoken, setSpoken] = useState('');
  const first = useRef(text);
  useEffect(() => {
    if (text === first.current) return undefined;
    const timer = setTimeout(() => {
      first.current = '';
      setSpoken(text);
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return spoken;
}
