import { CONSENT_SOURCES } from 'iletimerkezi-core/consents';
import type { ConsentSource } from 'iletimerkezi-core/client';
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import type { ConsentKey } from 'nest-iletimerkezi';
import { formatPhone, useSmsUi, useToast } from 'react-sms-ui';
import type { Problem } from '../../../shared/api/problem.js';
import { consentsApi } from '../../api/consents.js';
import { problemOf } from '../../api/call.js';
import { useText } from '../../i18n/useText.js';
import { useOneAtATime } from '../../lib/useOneAtATime.js';
import { ProblemNote } from '../../shell/ProblemNote.js';

/** The dialog to record a refusal. It takes effect immediately. */
export function OptOutDialog({ consent, onClose }: { consent: ConsentKey; onClose: () => void }) {
  const { t, locale } = useText();
  const kit = useSmsUi();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const [source, setSource] = useState<ConsentSource>('HS_CAGRI_MERKEZI');
  const [problem, setProblem] = useState<Problem>();
  const { run, busy } = useOneAtATime();
  const show = useToast();

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  const record = async () => {
    try {
      await consentsApi.optOut({ ...consent, source });
      dialog.current?.close();
      // Without an undo: only the person can give a new consent.
      show({ message: t('optOut.done', { recipient: formatPhone(consent.recipient) }) });
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run(record);
  };

  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={title} onClose={onClose}>
      <form onSubmit={submit}>
        <h2 id={title}>{t('optOut.title')}</h2>
        <p>
          {t('optOut.text', {
            recipient: formatPhone(consent.recipient),
            channel: kit.t(`consents.channel.${consent.channel}`),
          })}
        </p>
        <label className="field dialog-field">
          <span>{t('optOut.source')}</span>
          <select
            value={source}
            onChange={(event) =>
              setSource(CONSENT_SOURCES.find(({ value }) => value === event.target.value)?.value ?? source)
            }
          >
            {CONSENT_SOURCES.map((term) => (
              <option key={term.value} value={term.value}>
                {term[locale]}
              </option>
            ))}
          </select>
        </label>
        {problem && <ProblemNote problem={problem} />}
        <div className="dialog-actions">
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {t('optOut.back')}
          </button>
          <button type="submit" className="button" data-tone="accent" aria-disabled={busy}>
            {t('optOut.submit')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
