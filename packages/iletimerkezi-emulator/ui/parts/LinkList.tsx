import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';

interface LinkListProps<Item> {
  label: string;
  items: readonly Item[];
  keyOf: (item: Item) => string;
  hrefOf: (item: Item) => string;
  /** The key of what is open beside the list. */
  chosen: string | undefined;
  children: (item: Item) => ReactNode;
}

/**
 * A list whose items open something. It is one stop of the tab order; the arrow keys, Home and End walk in it.
 */
export function LinkList<Item>({ label, items, keyOf, hrefOf, chosen, children }: LinkListProps<Item>) {
  const list = useRef<HTMLUListElement>(null);
  const [last, setLast] = useState<string>();
  const keys = items.map(keyOf);
  const stop = [last, chosen].find((key) => key !== undefined && keys.includes(key)) ?? keys[0];

  const walk = (event: KeyboardEvent) => {
    const from = stop === undefined ? -1 : keys.indexOf(stop);
    const target = { ArrowDown: from + 1, ArrowUp: from - 1, Home: 0, End: keys.length - 1 }[event.key];
    if (target === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    list.current?.querySelectorAll('a')[Math.min(Math.max(0, target), keys.length - 1)]?.focus();
  };

  return (
    <ul className="link-list" ref={list} aria-label={label}>
      {items.map((item) => {
        const key = keyOf(item);
        return (
          <li key={key}>
            <a
              href={hrefOf(item)}
              tabIndex={key === stop ? 0 : -1}
              aria-current={key === chosen ? 'true' : undefined}
              onFocus={() => setLast(key)}
              onKeyDown={walk}
            >
              {children(item)}
            </a>
          </li>
        );
      })}
    </ul>
  );
}
