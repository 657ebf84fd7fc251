import { useState, type FormEvent } from 'react';
import { useText } from '../../i18n/text.js';
import { change } from '../../lib/api.js';
import { tellChanged } from '../../lib/live.js';
import { useAction } from '../../lib/useAction.js';
import type { AccountView } from '../../lib/wire.js';
import { Field } from '../../parts/fields.js';
import { Problem } from '../../parts/Notes.js';

/** The one URL an account's status changes are posted to. */
export function WebhookForm({ account }: { account: AccountView }) {
  const { t } = useText();
  const current = account.webhook?.url ?? '';
  const [typed, setTyped] = useState<string>();
  const [saved, setSaved] = useState(false);
  const action = useAction();
  const save = async (url: string | null) => {
    setSaved(false);
    const succeeded = await action.run(() =>
      change('PUT', `/accounts/${encodeURIComponent(account.key)}/webhook`, {
        url,
        retry: account.webhook?.retry,
      }),
    );
    if (!succeeded) return;
    setTyped(undefined);
    setSaved(true);
    tellChanged('accounts');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save((typed ?? current).trim());
  };
  return (
    <form onSubmit={submit} className="stack">
      <Field label={t('account.webhook')} hint={t('account.webhook.hint')}>
        {({ id, describedBy }) => (
          <input
            id={id}
            aria-describedby={describedBy}
            type="url"
            required
            autoComplete="off"
            placeholder="http://127.0.0.1:3000/webhooks?token=…"
            value={typed ?? current}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <div className="buttons">
        <button type="submit" className="button" data-kind="primary" disabled={action.running}>
          {t('account.webhook.save')}
        </button>
        {current !== '' && (
          <button type="button" className="button" disabled={action.running} onClick={() => void save(null)}>
            {t('account.webhook.remove')}
          </button>
        )}
        <output className="small muted">{saved && t('account.webhook.saved')}</output>
      </div>
      {action.error && <Problem error={action.error} />}
    </form>
  );
}
