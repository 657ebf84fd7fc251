'use client';
import type { ReactNode } from 'react';
import { Button } from '../../parts/Button.js';
import type { PartProps } from '../../parts/part.js';
import { useSmsUi } from '../../provider/context.js';
import type { RowKind } from '../../recipients/recipientsValue.js';
import type { UseRecipients } from './useRecipients.js';

interface ChosenRecipientsProps extends PartProps {
  label: string;
  field: UseRecipients;
  readOnly: boolean;
  onExpand: () => void;
}

const EXCLUDED: readonly Exclude<RowKind, 'valid'>[] = ['duplicate', 'rejected', 'blocked'];

/** The chosen recipients in one line: how many receive the message, from which file, and how many rows are excluded. */
export function ChosenRecipients({
  label,
  field,
  readOnly,
  onExpand,
  ...part
}: ChosenRecipientsProps): ReactNode {
  const { t, format } = useSmsUi();
  const { value, recipients, rowsByKind } = field;
  const excluded = EXCLUDED.filter((kind) => rowsByKind[kind].length > 0).map(
    (kind) => `${format.number(rowsByKind[kind].length)} ${t(`recipients.count.${kind}`)}`,
  );
  return (
    <>
      <span className="sms-label">{label}</span>
      <div {...part}>
        <span className="sms-chosen-count">{t('recipients.chosen', { count: recipients.length })}</span>
        <span className="sms-hint">
          {value.fileName === undefined ? null : <bdi>{value.fileName}</bdi>}
          {excluded.length > 0 ? <span>{excluded.join(' · ')}</span> : null}
        </span>
        <Button kind="plain" aria-expanded={false} onClick={onExpand}>
          {t(readOnly ? 'recipients.show' : 'recipients.change')}
        </Button>
      </div>
    </>
  );
}
