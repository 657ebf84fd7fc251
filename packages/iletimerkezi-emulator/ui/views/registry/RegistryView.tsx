import { useState } from 'react';
import { formatPhone } from 'react-sms-ui';
import { useText } from '../../i18n/text.js';
import { useList } from '../../lib/useList.js';
import type { ConsentHistory } from '../../lib/wire.js';
import { SearchField } from '../../parts/fields.js';
import { ListView } from '../../parts/ListView.js';
import { Empty } from '../../parts/Notes.js';
import { CitizenForm } from './CitizenForm.js';
import { ConsentDetail } from './ConsentDetail.js';
import { ConsentMark } from './ConsentMark.js';
import { keyText, readKey } from './consent-key.js';

/** Lists the consents in the registry, and shows the history of the chosen one. */
export function RegistryView({ chosen }: { chosen: string | undefined }) {
  const { t } = useText();
  const [recipient, setRecipient] = useState('');
  const [brandCode, setBrandCode] = useState('');
  const filters = { recipient: recipient.trim(), brandCode: brandCode.trim() };
  const filtered = filters.recipient !== '' || filters.brandCode !== '';
  const list = useList<ConsentHistory>('/registry', filters, ['registry', 'settings']);
  const key = chosen === undefined ? undefined : readKey(chosen);
  return (
    <ListView
      view="registry"
      chosen={chosen}
      title={t('registry.title')}
      filters={
        <div className="filters wide-first">
          <SearchField
            label={t('registry.find')}
            placeholder={t('registry.recipient.hint')}
            value={recipient}
            onChange={setRecipient}
          />
          <SearchField label={t('registry.brand')} value={brandCode} onChange={setBrandCode} />
        </div>
      }
      list={list}
      label={t('registry.list')}
      keyOf={keyText}
      row={(consent) => (
        <>
          <span className="row-head">
            <b className="tabular">{formatPhone(consent.recipient)}</b>
            <span className="muted small tabular">{consent.brandCode}</span>
          </span>
          <span className="row-foot">
            <ConsentMark consent={consent.current} />
            <span className="muted small">
              {t(`channel.${consent.type}`)} · {t(`recipientType.${consent.recipientType}`)}
            </span>
          </span>
        </>
      )}
      empty={
        <Empty title={t(filtered ? 'registry.none' : 'registry.empty')}>
          {!filtered && <p>{t('registry.empty.hint')}</p>}
        </Empty>
      }
      foot={<CitizenForm />}
      invitation={t('registry.choose')}
      detail={key ? <ConsentDetail key={chosen} consentKey={key} /> : <Empty title={t('registry.none')} />}
    />
  );
}
