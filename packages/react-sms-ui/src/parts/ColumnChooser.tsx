'use client';
import type { ReactNode } from 'react';
import { useSmsUi } from '../provider/context.js';
import { Popup } from './Popup.js';
import { TickList } from './TickList.js';

interface ColumnChooserProps<Column extends string> {
  /** The columns that can be hidden, in their order. */
  columns: readonly { readonly value: Column; readonly label: string }[];
  /** The displayed columns, also those that are not offered. */
  shown: readonly Column[];
  onChange: (shown: readonly Column[]) => void;
}

/** Chooses the columns of a table. */
export function ColumnChooser<Column extends string>({
  columns,
  shown,
  onChange,
}: ColumnChooserProps<Column>): ReactNode {
  const { t } = useSmsUi();
  const isOffered = (column: Column): boolean => columns.some(({ value }) => value === column);
  return (
    <Popup label={t('common.columns')} atEnd>
      <TickList
        options={columns}
        ticked={shown}
        onChange={(ticked) => onChange([...shown.filter((column) => !isOffered(column)), ...ticked])}
      />
    </Popup>
  );
}
