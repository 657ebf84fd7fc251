import type { ReactNode } from 'react';
import { useText } from '../i18n/text.js';
import { href, type View } from '../lib/router.js';
import type { List } from '../lib/useList.js';
import { LinkList } from './LinkList.js';
import { Loading, Problem } from './Notes.js';
import { Split } from './Split.js';

interface ListViewProps<Item> {
  view: View;
  chosen: string | undefined;
  title: string;
  filters: ReactNode;
  list: List<Item>;
  /** Names the list. */
  label: string;
  /** Names an item, in the list and in the address. */
  keyOf: (item: Item) => string;
  row: (item: Item) => ReactNode;
  /** Stands in place of a list without items. */
  empty: ReactNode;
  /** Stands below the list. */
  foot?: ReactNode;
  /** Shown beside the list while nothing is chosen. */
  invitation: string;
  detail: ReactNode;
}

/** A list view: its filters, the list in any state, and the chosen item beside it. */
export function ListView<Item>(props: ListViewProps<Item>) {
  const { view, chosen, title, filters, list, label, keyOf, row, empty, foot, invitation, detail } = props;
  const { t } = useText();
  const { items, error, retry, more } = list;
  return (
    <Split
      listHref={href(view)}
      chosen={chosen}
      invitation={invitation}
      detail={detail}
      list={
        <>
          <h1>{title}</h1>
          {filters}
          {error && <Problem error={error} retry={retry} />}
          {!items && !error && <Loading />}
          {items?.length === 0 && empty}
          {items && items.length > 0 && (
            <LinkList
              label={label}
              items={items}
              keyOf={keyOf}
              hrefOf={(item) => href(view, keyOf(item))}
              chosen={chosen}
            >
              {row}
            </LinkList>
          )}
          {more && (
            <button type="button" className="button wide" onClick={more}>
              {t('common.more')}
            </button>
          )}
          {foot}
        </>
      }
    />
  );
}
