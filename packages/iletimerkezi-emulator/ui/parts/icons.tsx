import type { ReactNode } from 'react';

/** One line weight for every icon; each stands beside a word. */
function Icon({ children, size = 20 }: { children: ReactNode; size?: number }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 20 20"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

const PATHS = {
  phones: <path d="M6 2.5h8v15H6zM9 15h2" />,
  orders: (
    <>
      <path d="M7.5 5H17M7.5 10H17M7.5 15H17" />
      <path d="M3.5 5h.01M3.5 10h.01M3.5 15h.01" strokeWidth="2.4" />
    </>
  ),
  registry: <path d="M10 2.5l6 2.3v4.4c0 3.8-2.5 6.8-6 8.3-3.5-1.5-6-4.5-6-8.3V4.8zM7.3 9.8l2 2 3.4-3.8" />,
  faults: <path d="M11 2.5L4.5 11H9l-1 6.5L15.5 8.5H11z" />,
  webhooks: <path d="M3 6.5h10.5M10.5 3.5l3 3-3 3M17 13.5H6.5M9.5 10.5l-3 3 3 3" />,
  journal: <path d="M5 2.5h10v15H5zM8 6.5h4M8 10h4M8 13.5h2" />,
  account: (
    <>
      <circle cx="10" cy="6.8" r="3.3" />
      <path d="M3.8 17c.8-3.4 3.2-5 6.2-5s5.4 1.6 6.2 5" />
    </>
  ),
  more: <path d="M4.5 10h.01M10 10h.01M15.5 10h.01" strokeWidth="2.8" />,
  back: <path d="M12 4.5L6.5 10l5.5 5.5" />,
  clock: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 5.8V10l3 1.8" />
    </>
  ),
} as const;

type IconName = keyof typeof PATHS;

export function Glyph({ name, size }: { name: IconName; size?: number }) {
  return <Icon size={size}>{PATHS[name]}</Icon>;
}
