import type { ReactNode } from 'react';

// 16 × 16 px, strokes of 1.5 px; drawn for this kit.
const PATHS = {
  delivered: 'M3 8.5 6.5 12 13 4.5',
  waiting: 'M8 4.5V8l2.5 1.5M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  undelivered: 'M4 4l8 8M12 4l-8 8',
  moving: 'M2.5 8h11M9.5 4l4 4-4 4',
  held: 'M5.5 4v8M10.5 4v8',
  unknown: 'M6 6a2 2 0 1 1 2.8 1.8c-.5.3-.8.7-.8 1.4M8 11.8v.01M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  warning: 'M8 6v3.2M8 11.6v.01M8 2.2 14.4 13.4H1.6L8 2.2Z',
  information: 'M8 7.2v4M8 4.8v.01M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  duplicate: 'M6 6h7.5v7.5H6zM10 3.5V2.5H2.5V10h1',
  blocked: 'M3.8 3.8l8.4 8.4M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  upload: 'M8 10.5v-8M4.8 5.7 8 2.5l3.2 3.2M2.5 10.5v3h11v-3',
  download: 'M8 2.5v8M4.8 7.3 8 10.5l3.2-3.2M2.5 10.5v3h11v-3',
  ascending: 'M8 12.5v-9M4.5 7 8 3.5 11.5 7',
  descending: 'M8 3.5v9M4.5 9 8 12.5 11.5 9',
  sort: 'M5 6.5 8 3.5l3 3M5 9.5l3 3 3-3',
  close: 'M4 4l8 8M12 4l-8 8',
  chevron: 'M4 6l4 4 4-4',
  clock: 'M8 4.5V8l2.5 1.5M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  refresh: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.2v3h-3',
  previous: 'M10 3.5 5.5 8l4.5 4.5',
  next: 'M6 3.5 10.5 8 6 12.5',
} as const;

export type IconName = keyof typeof PATHS;

/** An icon beside a word, hidden from assistive technology. */
export function Icon({ name }: { name: IconName }): ReactNode {
  return (
    <svg className="sms-icon" data-icon={name} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
