import { CONSENT_SOURCES, RECIPIENT_TYPES } from 'iletimerkezi-core/consents';
import type { ImportOptions } from '../../api/consents.js';
import { useText } from '../../i18n/useText.js';
import { useQueryValue } from '../../lib/router.js';

export const DEFAULT_OPTIONS: ImportOptions = {
  format: 'csv',
  encoding: 'utf-8',
  recipientType: 'BIREYSEL',
  source: 'HS_WEB',
  recipientColumn: '',
  statusColumn: '',
  consentDateColumn: '',
};

const COLUMNS = ['recipientColumn', 'statusColumn', 'consentDateColumn'] as const;

const FORMATS = ['csv', 'netmera-sms', 'netmera-email'] as const;
const ENCODINGS = ['utf-8', 'windows-1254'] as const;

/** Edits how an import file is read. The defaults fit most files. */
export function ImportOptionsFields({
  options,
  onChange,
}: {
  options: ImportOptions;
  onChange: (options: ImportOptions) => void;
}) {
  const { t, locale } = useText();
  const [asked] = useQueryValue('options');
  const change = (part: Partial<ImportOptions>) => onChange({ ...options, ...part });
  return (
    <details className="import-options" open={asked === 'open'}>
      <summary>{t('import.options')}</summary>
      <p className="prose muted">
        {t(options.format === 'csv' ? 'import.options.about' : 'import.options.platforms')}
      </p>
      <div className="filters">
        <label className="field">
          <span>{t('import.format')}</span>
          <select
            value={options.format}
            onChange={({ target }) =>
              change({ format: FORMATS.find((value) => value === target.value) ?? 'csv' })
            }
          >
            {FORMATS.map((value) => (
              <option key={value} value={value}>
                {t(`import.format.${value}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>{t('import.encoding')}</span>
          <select
            value={options.encoding}
            onChange={({ target }) =>
              change({ encoding: ENCODINGS.find((value) => value === target.value) ?? 'utf-8' })
            }
          >
            {ENCODINGS.map((value) => (
              <option key={value} value={value}>
                {t(`import.encoding.${value}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>{t('import.recipientType')}</span>
          <select
            value={options.recipientType}
            onChange={({ target }) =>
              change({ recipientType: target.value === 'TACIR' ? 'TACIR' : 'BIREYSEL' })
            }
          >
            {RECIPIENT_TYPES.map((term) => (
              <option key={term.value} value={term.value}>
                {term[locale]}
              </option>
            ))}
          </select>
        </label>
        {options.format === 'csv' && (
          <label className="field">
            <span>{t('import.source')}</span>
            <select value={options.source} onChange={({ target }) => change({ source: target.value })}>
              {CONSENT_SOURCES.map((term) => (
                <option key={term.value} value={term.value}>
                  {term[locale]}
                </option>
              ))}
            </select>
          </label>
        )}
        {options.format === 'csv' &&
          COLUMNS.map((column) => (
            <label className="field" key={column}>
              <span>{t(`import.${column}`)}</span>
              <input
                type="text"
                value={options[column]}
                placeholder={t('import.column.auto')}
                onChange={({ target }) => change({ [column]: target.value })}
              />
            </label>
          ))}
      </div>
      {options.format === 'csv' && <p className="prose muted">{t('import.column.about')}</p>}
    </details>
  );
}
