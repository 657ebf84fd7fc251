'use client';
import type { ReactNode } from 'react';
import { useRecipients, useSmsUi, type RecipientsChange } from '../index.js';

const TEXTS = {
  tr: {
    recipients: 'Alıcılar',
    file: 'Dosya',
    clear: 'Listeyi kaldır',
    undo: 'Geri al',
    reading: 'Okunuyor',
    failed: 'Dosya okunamadı',
    valid: 'geçerli',
    duplicate: 'yinelenen',
    rejected: 'geçersiz',
    blocked: 'engellenen',
    row: 'Satır',
  },
  en: {
    recipients: 'Recipients',
    file: 'File',
    clear: 'Remove the list',
    undo: 'Undo',
    reading: 'Reading',
    failed: 'The file could not be read',
    valid: 'valid',
    duplicate: 'duplicate',
    rejected: 'invalid',
    blocked: 'blocked',
    row: 'Row',
  },
} as const;

interface OwnRecipientsProps {
  blocked?: ReadonlySet<string>;
  onChange?: (change: RecipientsChange) => void;
}

/** A recipients field with custom markup, built on `useRecipients` without the kit's stylesheet. */
export function OwnRecipients({ blocked, onChange }: OwnRecipientsProps): ReactNode {
  const texts = TEXTS[useSmsUi().locale];
  const field = useRecipients({ blocked, onChange });
  const input = field.getInputProps();
  return (
    <div className="example" {...field.getRootProps()}>
      <label {...field.getLabelProps()}>{texts.recipients}</label>
      {field.isEditable ? (
        <textarea {...input} rows={5} />
      ) : (
        <p id={input.id} tabIndex={-1}>
          {field.value.fileName}
        </p>
      )}
      <label>
        {texts.file}
        <input {...field.getFileProps()} />
      </label>
      <div className="example-row">
        {field.value.list.rows.length > 0 ? (
          <button type="button" onClick={field.clear}>
            {texts.clear}
          </button>
        ) : null}
        {field.undoable === undefined ? null : (
          <button type="button" onClick={field.undo}>
            {texts.undo}
          </button>
        )}
      </div>
      {field.reading.state === 'reading' ? <p>{texts.reading}</p> : null}
      {field.reading.state === 'failed' ? <p role="alert">{texts.failed}</p> : null}
      <p role="status">
        {(['valid', 'duplicate', 'rejected', 'blocked'] as const)
          .map((kind) => `${field.rowsByKind[kind].length} ${texts[kind]}`)
          .join(', ')}
      </p>
      <ul>
        {field.rowsByKind.rejected.map(({ row, raw }) => (
          <li key={row}>
            {texts.row} {row}: {raw}
          </li>
        ))}
      </ul>
    </div>
  );
}
