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
  /** The shortcut that opens it. */
  keys: string;
  /** Moved into "more" on narrow screens. */
  behindMore?: boolean;
}

/** The navigation items, in the order of a typical workflow. */
export const NAV: readonly NavItem[] = [
  {
    href: paths.overview,
    label: 'nav.overview',
    icon: OverviewIcon,
    pages: ['overview'],
    keys: 'g h',
    behindMore: true,
  },
  { href: paths.compose, label: 'nav.compose', icon: ComposeIcon, pages: ['compose'], keys: 'c' },
  { href: paths.orders, label: 'nav.orders', icon: OrdersIcon, pages: ['orders', 'order'], keys: 'g o' },
  {
    href: paths.consents,
    label: 'nav.consents',
    icon: ConsentsIcon,
    pages: ['consents', 'person', 'import', 'verification', 'proof'],
    keys: 'g p',
  },
  { href: paths.phones, label: 'nav.phones', icon: PhonesIcon, pages: ['phones'], keys: 'g t' },
  {
    href: paths.signIn,
    label: 'nav.signIn',
    icon: SignInIcon,
    pages: ['sign-in'],
    keys: 'g s',
    behindMore: true,
  },
  {
    href: paths.blacklist,
    label: 'nav.blacklist',
    icon: BlacklistIcon,
    pages: ['blacklist'],
    keys: 'g b',
    behindMore: true,
  },
  {
    href: paths.faults,
    label: 'nav.faults',
    icon: FaultsIcon,
    pages: ['faults'],
    keys: 'g f',
    behindMore: true,
  },
];
