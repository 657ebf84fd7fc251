import { StateMark } from 'react-sms-ui';
import { useText } from '../../i18n/text.js';
import type { JournalView } from '../../lib/wire.js';

type Warning = JournalView['warnings'][number];

/** Displays the number of warnings of a request; renders nothing without warnings. */
export function WarningMark({ count }: { count: number }) {
  const { t } = useText();
  if (count === 0) return null;
  return (
    <StateMark icon="warning" tone="waiting">
      {t('journal.warnings.count', { count })}
    </StateMark>
  );
}

/** Lists input that the provider accepts silently although the caller may not have intended it. */
export function WarningNotes({ warnings }: { warnings: readonly Warning[] }) {
  const { t } = useText();
  if (warnings.length === 0) return null;
  const fields = warnings.flatMap((warning) => (warning.kind === 'field-ignored' ? [warning.field] : []));
  return (
    <section>
      <h3>{t('journal.warnings')}</h3>
      <ul className="warnings">
        {fields.length > 0 && (
          <li>
            <ul className="conversions">
              {fields.map((field) => (
                <li key={field}>
                  <code>{field}</code>
                </li>
              ))}
            </ul>
            <p className="small muted">{t('journal.warning.field-ignored', { count: fields.length })}</p>
          </li>
        )}
        {warnings.map((warning) =>
          warning.kind === 'field-ignored' ? null : (
            <li key={warning.kind}>
              <TextNote warning={warning} />
            </li>
          ),
        )}
      </ul>
    </section>
  );
}

/** Displays the differences between the text that was sent and the one that arrives. */
function TextNote({ warning }: { warning: Exclude<Warning, { kind: 'field-ignored' }> }) {
  const { t } = useText();
  if (warning.kind === 'text-replaced') return <p>{t('journal.warning.text-replaced')}</p>;
  const mode = t(`mode.${warning.mode}`);
  return (
    <>
      <ul className="conversions">
        {warning.words.map(({ sent, arrives }) => (
          <li key={sent}>
            <code>{sent}</code> → {arrives === '' ? t('journal.warning.removed') : <code>{arrives}</code>}
          </li>
        ))}
      </ul>
      <p className="small muted">{t('journal.warning.text-converted', { mode })}</p>
    </>
  );
}
