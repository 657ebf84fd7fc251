import { useEffect, useState } from 'react';
import { useQuery, type Query } from '../lib/useQuery.js';
import type { ClockView } from '../lib/wire.js';

/** The emulator's clock as it ticks here between two answers. */
export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly frozen: boolean;
  /** How far it is from this machine's clock, in milliseconds. */
  readonly offset: number;
}

/** Differences below this are the request's way, not a moved clock. */
const SAME = 3000;

export function useClock(): { clock: Clock | undefined; query: Query<ClockView> } {
  const query = useQuery<ClockView>('/clock', ['settings', 'accounts']);
  const [real, setReal] = useState(() => Date.now());
  const [base, setBase] = useState<{ view: ClockView; at: number }>();
  const { data } = query;

  useEffect(() => {
    if (data) setBase({ view: data, at: Date.now() });
  }, [data]);
  useEffect(() => {
    const timer = setInterval(() => setReal(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);

  if (!base) return { clock: undefined, query };
  const start = Date.parse(base.view.now);
  const now = base.view.frozen ? start : start + Math.max(0, real - base.at);
  const offset = now - Math.max(real, base.at);
  return { clock: { now, frozen: base.view.frozen, offset: Math.abs(offset) < SAME ? 0 : offset }, query };
}
