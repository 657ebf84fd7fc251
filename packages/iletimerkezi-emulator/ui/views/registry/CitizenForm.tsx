import { useState, type FormEvent } from 'react';
import { useText } from '../../i18n/text.js';
import { change } from '../../lib/api.js';
import { tellChanged } from '../../lib/live.js';
import { useAction } from '../../lib/useAction.js';
import { useQuery } from '../../lib/useQuery.js';
import type { AccountView, Channel, RecipientType } from '../../lib/wire.js';
import { Choice, Field } from '../../parts/fields.js';
import { Problem } from '../../parts/Notes.js';
import { CHANNELS, RECIPIENT_TYPES } from './consent-key.js';

/** Records a citizen's decision; the registry may have no record for the key yet. */
export function CitizenForm() {
  const { t } = useText();
  const { data: accounts } = useQuery<AccountView[]>('/accounts', ['accounts']);
  const [recipient, setRecipient] = useState('');
  const [brand, setBrand] = useState<string>();
  const [type, setType] = useState<Channel>('MESAJ');
  const [recipientType, setRecipientType] = useState<RecipientType>('BIREYSEL');
  const [done, setDone] = useState(false);
  const action = useAction();
  const brandCode = brand ?? accounts?.flatMap((account) => account.brandCodes)[0] ?? '';

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { nativeEvent } = event;
    const submitter = nativeEvent instanceof SubmitEvent ? nativeEvent.submitter : null;
    const status = submitter instanceof HTMLButtonElement ? submitter.value : 'RET';
    setDone(false);
    void action
      .run(() =>
        change('POST', '/registry', { brandCode, recipient: recipient.trim(), type, recipientType, status }),
      )
      .then((succeeded) => {
        setDone(succeeded);
        if (succeeded) tellChanged('registry');
      });
  };

  return (
    <details className="fold">
      <summary>{t('registry.citizen')}</summary>
      <p className="muted small">{t('registry.citizen.about')}</p>
      <form onSubmit={submit}>
        <Field label={t('registry.recipient')}>
          {({ id }) => (
            <input
              id={id}
              required
              autoComplete="off"
              placeholder={type === 'EPOSTA' ? 'ayse@example.com' : '+905301234567'}
              value={recipient}
              onChange={(event) => setRecipient(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('registry.brand')}>
          {({ id }) => (
            <input id={id} required value={brandCode} onChange={(event) => setBrand(event.target.value)} />
          )}
        </Field>
        <Choice
          label={t('registry.channel')}
          value={type}
          options={CHANNELS.map((value) => ({ value, text: t(`channel.${value}`) }))}
          onChange={setType}
        />
        <Choice
          label={t('registry.type')}
          value={recipientType}
          options={RECIPIENT_TYPES.map((value) => ({ value, text: t(`recipientType.${value}`) }))}
          onChange={setRecipientType}
        />
        <div className="buttons">
          <button type="submit" className="button" value="RET" disabled={action.running}>
            {t('registry.citizen.refuse')}
          </button>
          <button type="submit" className="button" value="ONAY" disabled={action.running}>
            {t('registry.citizen.grant')}
          </button>
        </div>
      </form>
      <output className="small">{done && t('registry.citizen.done')}</output>
      {action.error && <Problem error={action.error} />}
    </details>
  );
}
