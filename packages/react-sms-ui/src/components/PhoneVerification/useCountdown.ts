'use client';
import { useEffect, useState } from 'react';
import type { Deadline } from './verificationAnswer.js';

/** Returns the seconds left until a deadline, updated each second; 0 without a deadline. */
export function useCountdown(deadline: Deadline | undefined): number {
  const [left, setLeft] = useState<{ deadline: Deadline; ms: number }>();
  useEffect(() => {
    if (deadline === undefined) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tick = (): void => {
      const ms = deadline.at - performance.now();
      setLeft({ deadline, ms });
      if (ms > 0) timer = setTimeout(tick, ms % 1000 || 1000);
    };
    timer = setTimeout(tick, deadline.waitMs % 1000);
    return () => clearTimeout(timer);
  }, [deadline]);
  if (deadline === undefined) return 0;
  const ms = left?.deadline === deadline ? left.ms : deadline.waitMs;
  return Math.max(0, Math.ceil(ms / 1000));
}
