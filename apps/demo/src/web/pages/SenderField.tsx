import { useEffect } from 'react';
import { useText } from '../i18n/useText.js';
import type { Loaded } from '../lib/useLoad.js';
import { ProblemNote } from '../shell/ProblemNote.js';

interface SenderFieldProps {
  senders: { loaded: Loaded<{ senders: string[] }>; reload: () => void };
  value?: string;
  onChange: (sender: string | undefined) => void;
}

/** The account's approved senders; the only one is chosen by itself. */
export function SenderField({ senders: { loaded, reload }, value, onChange }: SenderFieldProps) {
  const { t } = useText();
  const senders = loaded.phase === 'ready' ? loaded.value.senders : undefined;
  const [only] = senders?.length === 1 ? senders : [];
  const gone = value !== undefined && senders !== undefined && !senders.includes(value);

  useEffect(() => {
    if (gone) onChange(undefined);
    else if (value === undefined && only !== undefined) onChange(only);
  }, [gone, only, value, onChange]);

  return (
    <section className="field">
      <label className="field-label" htmlFor="sender">
        {t('confirm.sender')}
      </label>
      {loaded.phase === 'failed' && <ProblemNote problem={loaded.problem} onRetry={reload} />}
      <select
        id="sender"
        className="select"
        value={value ?? ''}
        disabled={senders === undefined}
        onChange={(event) => onChange(event.target.value || undefined)}
      >
        <option value="">{senders === undefined ? t('loading') : t('compose.sender.choose')}</option>
        {senders?.map((sender) => (
          <option key={sender}>{sender}</option>
        ))}
      </select>
      <p className="small muted">{t('compose.sender.about')}</p>
    </section>
  );
}
