import { useEffect, useState } from 'react';
import { useQuery } from '../lib/useQuery.js';
import type { ClockView } from '../lib/wire.js';

/** The emulator's clock as it ticks here between two answers. */
export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly frozen: boolean;
  /** Offset from this machine's clock in milliseconds. */
  readonly offset: number;
}

/** Differences below this are the request's way, not a moved clock. */
const SAME = 3000;

/** The clock, updated every second; undefined until the emulator has answered. */
export function useClock(): Clock | undefined {
  const { data, answeredAt } = useQuery<ClockView>('/clock', ['settings', 'accounts']);
  const [tick, setTick] = useState(() => Date.now());

  useEffect(() => {
    const timer = setInterval(() => setTick(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);

  if (!data) return undefined;
  const real = Math.max(tick, answeredAt);
  const start = Date.parse(data.now);
  const now = data.frozen ? start : start + real - answeredAt;
  const offset = now - real;
  return { now, frozen: data.frozen, offset: Math.abs(offset) < SAME ? 0 : offset };
}
