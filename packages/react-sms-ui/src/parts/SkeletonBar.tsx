'use client';
import type { CSSProperties, ReactNode } from 'react';
import { useHydrated } from '../provider/useHydrated.js';

interface SkeletonBarProps {
  style: CSSProperties;
  className?: string;
}

/** A bar of a skeleton. Its size is set after hydration. */
export function SkeletonBar({ style, className }: SkeletonBarProps): ReactNode {
  const isHydrated = useHydrated();
  return (
    <span
      className={className === undefined ? 'sms-skeleton' : `sms-skeleton ${className}`}
      aria-hidden="true"
      style={isHydrated ? style : undefined}
    />
  );
}
