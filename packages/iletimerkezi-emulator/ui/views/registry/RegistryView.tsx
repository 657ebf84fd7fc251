import { useState } from 'react';
import { groupNumber, useText } from '../../i18n/text.js';
import { withQuery } from '../../lib/api.js';
import { href } from '../../lib/router.js';
import { useMore } from '../../lib/useMore.js';
import { useQuery } from '../../lib/useQuery.js';
import type { ConsentHistory } from '../../lib/wire.js';
import { Field } from '../../parts/fields.js';
import { LinkList } from '../../parts/LinkList.js';
import { Empty, Loading, Problem } from '../../parts/Notes.js';
import { Split } from '../../parts/Split.js';
import { CitizenForm } from './CitizenForm.js';
import { ConsentDetail } from './ConsentDetail.js';
import { ConsentTag } from './ConsentTag.js';
import { keyText, readKey } from './consent-key.js';

const MOST = 1000;

/** The consent registry: who consented to what, with the history of each. */
export function RegistryView({ chosen }: { chosen: string | undefined }) {
  const { t } = useText();
  const [recipient, setRecipient] = useState('');
  const [brandCode, setBrandCode] = useState('');
  const filtered = recipient.trim() !== '' || brandCode.trim() !== '';
  const { limit, more, atMost } = useMore(`${recipient}|${brandCode}`, MOST);
  const { data, error, retry } = useQuery<ConsentHistory[]>(
    withQuery('/registry', { recipient: recipient.trim(), brandCode: brandCode.trim(), limit: limit + 1 }),
    ['registry', 'settings'],
    true,
  );
  const consents = data?.slice(0, limit);
  const key = chosen === undefined ? undefined : readKey(chosen);

  const list = (
    <>
      <h1>{t('registry.title')}</h1>
      <div className="filters wide-first">
        <Field label={t('registry.find')}>
          {({ id }) => (
            <input
              id={id}
              type="search"
              autoComplete="off"
              placeholder={t('registry.recipient.hint')}
              value={recipient}
              onChange={(event) => setRecipient(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('registry.brand')}>
          {({ id }) => (
            <input
              id={id}
              type="search"
              autoComplete="off"
              size={8}
              value={brandCode}
              onChange={(event) => setBrandCode(event.target.value)}
            />
          )}
        </Field>
      </div>
      {error && <Problem error={error} retry={retry} />}
      {!data && !error && <Loading />}
      {consents?.length === 0 && (
        <Empty title={t(filtered ? 'registry.none' : 'registry.empty')}>
          {!filtered && <p>{t('registry.empty.hint')}</p>}
        </Empty>
      )}
      {consents && consents.length > 0 && (
        <LinkList
          label={t('registry.list')}
          items={consents}
          keyOf={keyText}
          hrefOf={(consent) => href('registry', keyText(consent))}
          chosen={chosen}
        >
          {(consent) => (
            <>
              <span className="row-head">
                <b className="tabular">{groupNumber(consent.recipient)}</b>
                <span className="muted small tabular">{consent.brandCode}</span>
              </span>
              <span className="row-foot">
                <ConsentTag consent={consent.current} />
                <span className="muted small">
                  {t(`channel.${consent.type}`)} · {t(`recipientType.${consent.recipientType}`)}
                </span>
              </span>
            </>
          )}
        </LinkList>
      )}
      {data && data.length > limit && !atMost && (
        <button type="button" className="button wide" onClick={more}>
          {t('common.more')}
        </button>
      )}
      <CitizenForm />
    </>
  );

  return (
    <Split
      listHref={href('registry')}
      chosen={chosen}
      list={list}
      invitation={t('registry.choose')}
      detail={key ? <ConsentDetail key={chosen} consentKey={key} /> : <Empty title={t('registry.none')} />}
    />
  );
}
