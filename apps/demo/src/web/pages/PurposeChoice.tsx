import type { Audience } from '../../shared/api.js';
import { useText } from '../i18n/useText.js';

interface PurposeChoiceProps {
  kind?: 'transactional' | 'commercial';
  audience?: Audience;
  onChange: (choice: { kind: 'transactional' | 'commercial'; audience?: Audience }) => void;
}

const AUDIENCES: readonly Audience[] = ['BIREYSEL', 'TACIR'];

/** Two large options with what the law says of each; nothing is chosen beforehand. */
export function PurposeChoice({ kind, audience, onChange }: PurposeChoiceProps) {
  const { t } = useText();
  return (
    <fieldset className="field" id="purpose" tabIndex={-1}>
      <legend className="field-label">{t('compose.kind')}</legend>
      <div className="choices">
        {(['transactional', 'commercial'] as const).map((option) => (
          <label key={option} className="choice">
            <input
              type="radio"
              name="kind"
              checked={kind === option}
              onChange={() =>
                onChange({ kind: option, audience: option === 'commercial' ? audience : undefined })
              }
            />
            <strong>{t(`compose.kind.${option}`)}</strong>
            <span className="muted">{t(`compose.kind.${option}.about`)}</span>
          </label>
        ))}
      </div>
      {kind === 'commercial' && (
        <fieldset className="audience">
          <legend className="field-label">{t('compose.audience')}</legend>
          {AUDIENCES.map((option) => (
            <label key={option} className="inline-choice">
              <input
                type="radio"
                name="audience"
                checked={audience === option}
                onChange={() => onChange({ kind, audience: option })}
              />
              <span>{t(`compose.audience.${option}`)}</span>
            </label>
          ))}
        </fieldset>
      )}
    </fieldset>
  );
}
