import { useEffect, useRef, type ReactNode } from 'react';
import { useText } from '../i18n/text.js';
import { Glyph } from './icons.js';

interface SplitProps {
  /** On a narrow screen: the address that displays only the list. */
  listHref: string;
  /** The key of the open entry. Focus moves when it changes. */
  chosen: string | undefined;
  list: ReactNode;
  /** Shown beside the list while nothing is chosen. */
  invitation: string;
  detail: ReactNode;
}

/** A list and its chosen item: side by side on wide screens, one at a time on narrow ones. */
export function Split({ listHref, chosen, list, invitation, detail }: SplitProps) {
  const { t } = useText();
  const root = useRef<HTMLDivElement>(null);
  const before = useRef(chosen);

  // Where only one of the two fits, the focus follows the reader; beside each other it stays in the list.
  useEffect(() => {
    if (chosen === before.current) return;
    before.current = chosen;
    const [listPane, detailPane] = root.current?.children ?? [];
    if (!(listPane instanceof HTMLElement) || !(detailPane instanceof HTMLElement)) return;
    if (listPane.offsetParent === null) detailPane.focus();
    else if (detailPane.offsetParent === null)
      listPane.querySelector<HTMLElement>('a[tabindex="0"]')?.focus();
  }, [chosen]);

  return (
    <div className="split" ref={root} data-open={chosen === undefined ? undefined : ''}>
      <div className="split-list">{list}</div>
      {/* It scrolls, and may hold nothing else to focus: the keyboard has to reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="split-detail" tabIndex={chosen === undefined ? undefined : 0}>
        {chosen === undefined ? (
          <p className="invitation">{invitation}</p>
        ) : (
          <>
            <a className="back" href={listHref}>
              <Glyph name="back" size={16} />
              {t('common.back')}
            </a>
            {detail}
          </>
        )}
      </div>
    </div>
  );
}
