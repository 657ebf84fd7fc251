import { useCallback, useEffect, useState } from 'react';
import { ConsentForm, type ConsentFormRecord } from 'react-sms-ui';
import { consentsApi } from '../../api/consents.js';
import { useText } from '../../i18n/useText.js';
import { loadErrorOf } from '../../lib/load-error.js';
import { Link, paths } from '../../lib/router.js';
import { useLoad } from '../../lib/useLoad.js';

/** The form as a customer meets it on the shop's site: no navigation of ours, only the question. */
export function FormPage({ mode }: { mode: 'ask' | 'withdraw' }) {
  const { t, locale } = useText();
  const { loaded, reload } = useLoad(useCallback(() => consentsApi.formTexts(locale), [locale]));
  const [decided, setDecided] = useState<ConsentFormRecord>();
  const title = t(mode === 'ask' ? 'form.title' : 'form.title.withdraw');
  useEffect(() => {
    document.title = title;
  }, [title]);

  const texts = loaded.phase === 'ready' ? loaded.value : undefined;
  const recipient = decided?.contacts[0]?.recipient;
  return (
    <main id="content" className="form-page">
      <h1 className="visually-hidden">{title}</h1>
      <ConsentForm
        // Another question is another form.
        key={mode}
        mode={mode}
        brand={texts?.brand ?? { name: '', address: '' }}
        statement={mode === 'ask' ? texts?.statement : texts && { version: 'withdrawal-1', text: '' }}
        privacyNotice={{ text: texts?.privacyNotice ?? '' }}
        error={loadErrorOf(loaded, locale, reload)}
        onSubmit={async (record) => {
          const outcome = await consentsApi.decide(record);
          setDecided(record);
          return outcome;
        }}
      />
      <footer className="form-foot">
        <p className="muted">{t('form.about')}</p>
        <p className="form-links">
          {recipient !== undefined && <Link href={paths.person(recipient)}>{t('form.record')}</Link>}
          <Link href={paths.consents}>{t('form.back')}</Link>
          {mode === 'ask' ? (
            <Link href={paths.withdrawal}>{t('form.withdraw')}</Link>
          ) : (
            <Link href={paths.form}>{t('form.ask')}</Link>
          )}
        </p>
      </footer>
    </main>
  );
}
