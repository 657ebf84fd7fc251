import { useState } from 'react';
import { useText } from '../../i18n/text.js';
import { change } from '../../lib/api.js';
import { useAction } from '../../lib/useAction.js';
import { SureButton } from '../../parts/fields.js';
import { Problem } from '../../parts/Notes.js';

/** Back to how the emulator started. */
export function ResetPanel() {
  const { t } = useText();
  const action = useAction();
  const [done, setDone] = useState(false);
  return (
    <section className="panel">
      <h2>{t('reset.title')}</h2>
      <p className="muted">{t('reset.about')}</p>
      <div className="buttons">
        <SureButton
          text={t('reset.action')}
          sure={t('reset.sure')}
          running={action.running}
          onSure={() => void action.run(() => change('POST', '/reset')).then(setDone)}
        />
        <output className="small muted">{done && t('reset.done')}</output>
      </div>
      {action.error && <Problem error={action.error} />}
    </section>
  );
}
