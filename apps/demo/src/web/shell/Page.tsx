import { useEffect, useRef, type ReactNode } from 'react';
import { useText } from '../i18n/useText.js';

/** True after the first page was shown. Later page changes move the focus to the heading, as a document load would. */
let arrived = false;

/** The layout of a page: title, status line, content. */
export function Page({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  const { t } = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
  }, [title, t]);
  useEffect(() => {
    if (arrived) heading.current?.focus({ preventScroll: true });
    arrived = true;
  }, []);
  return (
    <main id="content" className="page">
      <header className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead !== undefined && <div className="page-lead">{lead}</div>}
      </header>
      {children}
    </main>
  );
}
