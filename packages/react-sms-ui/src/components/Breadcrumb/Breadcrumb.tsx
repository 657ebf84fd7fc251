'use client';
import { forwardRef, type ComponentPropsWithoutRef } from 'react';
import { Icon } from '../../parts/Icon.js';
import { partsOf, type ClassNames } from '../../parts/part.js';
import { useSmsUi } from '../../provider/context.js';

/** A page above the current one. */
export interface BreadcrumbItem {
  label: string;
  href: string;
}

/** The parts of a Breadcrumb that take a class name. */
export type BreadcrumbPart = 'root' | 'list' | 'link' | 'current';

export interface BreadcrumbProps extends Omit<ComponentPropsWithoutRef<'nav'>, 'children'> {
  /** The pages above the current one, the topmost first. */
  items: readonly BreadcrumbItem[];
  /** The name of the current page. */
  current: string;
  /** Called for a plain click instead of following the link, for hosts with a router. */
  onOpen?: (item: { href: string }) => void;
  classNames?: ClassNames<BreadcrumbPart>;
}

/** Displays where the current page is, with links to the pages above it. */
export const Breadcrumb = forwardRef<HTMLElement, BreadcrumbProps>(function Breadcrumb(
  { items, current, onOpen, classNames, className, ...rest },
  ref,
) {
  const { t } = useSmsUi();
  const part = partsOf('breadcrumb', classNames);
  return (
    <nav aria-label={t('breadcrumb.label')} {...rest} {...part('root', className)} ref={ref}>
      <ol {...part('list')}>
        {items.map(({ label, href }) => (
          <li key={href}>
            <a
              {...part('link')}
              href={href}
              onClick={(event) => {
                if (!onOpen || event.defaultPrevented || event.button !== 0) return;
                if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
                event.preventDefault();
                onOpen({ href });
              }}
            >
              {label}
            </a>
            <Icon name="next" />
          </li>
        ))}
        <li>
          <span {...part('current')} aria-current="page">
            {current}
          </span>
        </li>
      </ol>
    </nav>
  );
});
