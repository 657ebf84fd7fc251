import { useEffect, useRef, type ReactNode } from 'react';
import { Breadcrumb } from 'react-sms-ui';
import { useText } from '../i18n/useText.js';
import { navigate } from '../lib/router.js';

/** True after the first page was shown. Later page changes move the focus to the heading, as a document load would. */
let arrived = false;

/**
 * The layout of a page: title, status line, content. `above`: the page of the navigation that this one belongs to. `name`: the thing
 * that is shown, where the title is its kind; it is the first part of the title of the window.
 */
export function Page({
  title,
  name,
  above,
  lead,
  children,
}: {
  title: string;
  name?: string;
  above?: { label: string; href: string };
  lead?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = [...(name === undefined ? [] : [shortened(name)]), title, t('app.name')].join(' · ');
  }, [name, title, t]);
  useEffect(() => {
    if (arrived) heading.current?.focus({ preventScroll: true });
    arrived = true;
  }, []);
  return (
    <main id="content" className="page">
      <header className="page-head">
        {above && (
          <Breadcrumb items={[above]} current={name ?? title} onOpen={({ href }) => navigate(href)} />
        )}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead !== undefined && <div className="page-lead">{lead}</div>}
      </header>
      {children}
    </main>
  );
}

/** Characters of a name in the title of the window. */
const MOST = 60;

const shortened = (name: string): string => (name.length > MOST ? `${name.slice(0, MOST).trimEnd()}…` : name);
