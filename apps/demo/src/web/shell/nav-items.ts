import type { ComponentType } from 'react';
import type { MessageKey } from '../i18n/messages.tr.js';
import { paths, type Route } from '../lib/router.js';
import {
  BlacklistIcon,
  ComposeIcon,
  ConsentsIcon,
  FaultsIcon,
  OrdersIcon,
  OverviewIcon,
  PhonesIcon,
  SignInIcon,
} from './icons.js';

export interface NavItem {
  href: string;
  label: MessageKey;
  icon: ComponentType;
  /** The pages for which this item is current. */
  pages: readonly Route['page'][];
  /** Moved into "more" on narrow screens. */
  behindMore?: boolean;
}

/** The navigation items, in the order of a typical workflow. */
export const NAV: readonly NavItem[] = [
  { href: paths.overview, label: 'nav.overview', icon: OverviewIcon, pages: ['overview'], behindMore: true },
  { href: paths.compose, label: 'nav.compose', icon: ComposeIcon, pages: ['compose'] },
  { href: paths.orders, label: 'nav.orders', icon: OrdersIcon, pages: ['orders', 'order'] },
  {
    href: paths.consents,
    label: 'nav.consents',
    icon: ConsentsIcon,
    pages: ['consents', 'person', 'import', 'verification', 'proof'],
  },
  { href: paths.phones, label: 'nav.phones', icon: PhonesIcon, pages: ['phones'] },
  { href: paths.signIn, label: 'nav.signIn', icon: SignInIcon, pages: ['sign-in'], behindMore: true },
  {
    href: paths.blacklist,
    label: 'nav.blacklist',
    icon: BlacklistIcon,
    pages: ['blacklist'],
    behindMore: true,
  },
  { href: paths.faults, label: 'nav.faults', icon: FaultsIcon, pages: ['faults'], behindMore: true },
];
