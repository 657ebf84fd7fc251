import { StateMark } from 'react-sms-ui';
import { useText, type Texts } from '../../i18n/text.js';
import type { JournalView } from '../../lib/wire.js';

type Warning = JournalView['warnings'][number];

/** How many warnings a request has; nothing without any. */
export function WarningMark({ count }: { count: number }) {
  const { t } = useText();
  if (count === 0) return null;
  return (
    <StateMark icon="warning" tone="waiting">
      {t('journal.warnings.count', { count })}
    </StateMark>
  );
}

/** What the provider accepts without a word although the caller may not have meant it. */
export function WarningNotes({ warnings }: { warnings: readonly Warning[] }) {
  const text = useText();
  if (warnings.length === 0) return null;
  return (
    <section>
      <h3>{text.t('journal.warnings')}</h3>
      <ul className="warnings">
        {warnings.map((warning) => (
          <li key={keyOf(warning)}>{noteOf(warning, text)}</li>
        ))}
      </ul>
    </section>
  );
}

function keyOf(warning: Warning): string {
  return warning.kind === 'field-ignored' ? warning.field : warning.kind;
}

function noteOf(warning: Warning, { t }: Texts) {
  switch (warning.kind) {
    case 'field-ignored':
      return (
        <>
          <code>{warning.field}</code>
          <p className="small muted">{t('journal.warning.field-ignored')}</p>
        </>
      );
    case 'text-converted':
      return (
        <>
          <ul className="conversions">
            {warning.words.map(({ sent, arrives }) => (
              <li key={sent}>
                <code>{sent}</code> → {arrives === '' ? t('journal.warning.removed') : <code>{arrives}</code>}
              </li>
            ))}
          </ul>
          <p className="small muted">
            {t('journal.warning.text-converted', { mode: t(`mode.${warning.mode}`) })}
          </p>
        </>
      );
    case 'text-replaced':
      return <p className="small muted">{t('journal.warning.text-replaced')}</p>;
  }
}
