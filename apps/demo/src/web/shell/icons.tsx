import type { ReactNode } from 'react';

/** The icons of the demo. All have the same line weight and are used next to a text. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 20 20"
      width="20"
      height="20"
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

export const ComposeIcon = () => (
  <Icon>
    <path d="M3 4.5h14v9H9l-4 3.2v-3.2H3z" />
    <path d="M10 7v4M8 9h4" />
  </Icon>
);

export const OrdersIcon = () => (
  <Icon>
    <path d="M7 5h10M7 10h10M7 15h10" />
    <path d="M3 5h.01M3 10h.01M3 15h.01" strokeWidth="2.4" />
  </Icon>
);

export const ConsentsIcon = () => (
  <Icon>
    <path d="M10 2.8l6 2.2v4.4c0 3.6-2.4 6.3-6 7.8-3.6-1.5-6-4.2-6-7.8V5z" />
    <path d="M7.2 9.8l2 2 3.6-4" />
  </Icon>
);

export const BlacklistIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="6.8" />
    <path d="M5.3 5.3l9.4 9.4" />
  </Icon>
);

export const PhonesIcon = () => (
  <Icon>
    <rect x="5.5" y="2.5" width="9" height="15" rx="2" />
    <path d="M9 14.8h2" />
  </Icon>
);

export const SignInIcon = () => (
  <Icon>
    <path d="M9 3.5h7v13H9" />
    <path d="M3.5 10H12M9 7l3 3-3 3" />
  </Icon>
);

export const MoreIcon = () => (
  <Icon>
    <path d="M4.5 10h.01M10 10h.01M15.5 10h.01" strokeWidth="2.6" />
  </Icon>
);

export const BackIcon = () => (
  <Icon>
    <path d="M12 4.5L6.5 10l5.5 5.5" />
  </Icon>
);

export const OpenIcon = () => (
  <Icon>
    <path d="M8 5H5v10h10v-3M11 4h5v5M16 4l-7 7" />
  </Icon>
);

export const FaultsIcon = () => (
  <Icon>
    <path d="M11 2.5L4.5 11H10l-1 6.5L15.5 9H10z" />
  </Icon>
);

export const SearchIcon = () => (
  <Icon>
    <circle cx="9" cy="9" r="5.5" />
    <path d="M13.2 13.2l3.8 3.8" />
  </Icon>
);

export const OverviewIcon = () => (
  <Icon>
    <path d="M3 17h14" />
    <path d="M5 17v-5M10 17V5M15 17V9" strokeWidth="2.4" />
  </Icon>
);
