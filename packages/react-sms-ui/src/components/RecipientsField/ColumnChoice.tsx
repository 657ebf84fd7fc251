'use client';
import { columnLetter, type ListColumn, type ListColumns } from 'iletimerkezi-core/files';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Notice } from '../../parts/Notice.js';
import { useSmsUi, type SmsUi } from '../../provider/context.js';

interface ColumnChoiceProps {
  columns: ListColumns;
  /** Undefined where the list cannot be read again, because its source is no longer available. */
  onChoose: ((column: number) => void) | undefined;
}

/** Displays the column of numbers with a way to change it, or asks for the column where several are possible. */
export function ColumnChoice({ columns, onChoose }: ColumnChoiceProps): ReactNode {
  const { t } = useSmsUi();
  const id = useId();
  const isChosen = useRef(false);
  const root = useRef<HTMLDivElement>(null);
  const { all, taken, candidates } = columns;
  useEffect(() => {
    // The question is removed with its list of columns, so the focus moves to the list that replaces it.
    if (isChosen.current) root.current?.querySelector('select')?.focus();
    isChosen.current = false;
  }, [taken]);
  const chosen = taken === undefined ? undefined : all[taken];
  if (chosen === undefined && candidates.length === 0) return null;
  const choose = (column: number): void => {
    isChosen.current = true;
    onChoose?.(column);
  };
  const select = onChoose && <ColumnSelect id={id} columns={columns} onChoose={choose} />;

  if (chosen !== undefined) {
    return (
      <div ref={root} className="sms-recipients-column" data-slot="recipients-field-column">
        <span>{t('recipients.column.taken', { name: nameOf({ t }, chosen) })}</span>
        {select}
      </div>
    );
  }
  const names = all
    .filter(({ index }) => candidates.includes(index))
    .map((column) => nameOf({ t }, column))
    .join(', ');
  return (
    <div data-slot="recipients-field-column" data-state="ask">
      <Notice
        tone="waiting"
        role="alert"
        title={t(candidates.length === 1 ? 'recipients.column.confirm' : 'recipients.column.ask', { names })}
      >
        {select ?? t('recipients.column.again')}
      </Notice>
    </div>
  );
}

interface ColumnSelectProps {
  id: string;
  columns: ListColumns;
  onChoose: (column: number) => void;
}

function ColumnSelect({ id, columns: { all, taken, candidates }, onChoose }: ColumnSelectProps): ReactNode {
  const { t } = useSmsUi();
  // Candidates first.
  const ordered = all.toSorted(
    (one, two) => Number(candidates.includes(two.index)) - Number(candidates.includes(one.index)),
  );
  return (
    <span className="sms-recipients-column-choice">
      <label className="sms-label" htmlFor={id}>
        {t('recipients.column')}
      </label>
      <select
        id={id}
        className="sms-input sms-select"
        value={taken ?? ''}
        onChange={({ target }) => {
          if (target.value !== '') onChoose(Number(target.value));
        }}
      >
        {taken === undefined ? <option value="">{t('recipients.column.choose')}</option> : null}
        {ordered.map((column) => (
          <option key={column.index} value={column.index}>
            {[nameOf({ t }, column), column.sample[0]].filter(Boolean).join(': ')}
          </option>
        ))}
      </select>
    </span>
  );
}

function nameOf({ t }: Pick<SmsUi, 't'>, { name, index }: ListColumn): string {
  return name ?? t('recipients.column.letter', { letter: columnLetter(index) });
}
