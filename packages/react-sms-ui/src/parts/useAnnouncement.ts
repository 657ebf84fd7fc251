'use client';
import { useEffect, useRef, useState } from 'react';

const QUIET_MS = 600;

/** A text for a polite live region: settles for a moment, and stays silent about the first one. */
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
