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

interface OptOutDialogProps {
  recipient: string;
  /** What is refused. Without it, the dialog asks for it. */
  consent?: Omit<ConsentKey, 'recipient'>;
  onClose: () => void;
}

const TYPES = ['BIREYSEL', 'TACIR'] as const;

/** The dialog to record a refusal of a person, whether or not there is a record of them. It takes effect immediately. */
export function OptOutDialog({ recipient, consent, onClose }: OptOutDialogProps) {
  const { t, locale } = useText();
  const kit = useSmsUi();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const channels = recipient.includes('@') ? (['EPOSTA'] as const) : (['MESAJ', 'ARAMA'] as const);
  const [channel, setChannel] = useState<ConsentKey['channel']>(consent?.channel ?? channels[0]);
  const [recipientType, setRecipientType] = useState<ConsentKey['recipientType']>(
    consent?.recipientType ?? 'BIREYSEL',
  );
  const [source, setSource] = useState<ConsentSource>('HS_CAGRI_MERKEZI');
  const [problem, setProblem] = useState<Problem>();
  const { run, busy } = useOneAtATime();
  const show = useToast();

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  const record = async () => {
    try {
      await consentsApi.optOut({ recipient, channel, recipientType, source });
      dialog.current?.close();
      // Without an undo: only the person can give a new consent.
      show({ message: t('optOut.done', { recipient: formatPhone(recipient) }) });
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
            recipient: formatPhone(recipient),
            channel: kit.t(`consents.channel.${channel}`),
          })}
        </p>
        {consent === undefined && (
          <div className="dialog-fields">
            <label className="field">
              <span>{t('consents.column.channel')}</span>
              <select
                value={channel}
                onChange={(event) =>
                  setChannel(channels.find((value) => value === event.target.value) ?? channel)
                }
              >
                {channels.map((value) => (
                  <option key={value} value={value}>
                    {kit.t(`consents.channel.${value}`)}
                  </option>
                ))}
              </select>
            </label>
            <label className="field">
              <span>{t('optOut.type')}</span>
              <select
                value={recipientType}
                onChange={(event) =>
                  setRecipientType(TYPES.find((value) => value === event.target.value) ?? recipientType)
                }
              >
                {TYPES.map((value) => (
                  <option key={value} value={value}>
                    {kit.t(`consents.type.${value}`)}
                  </option>
                ))}
              </select>
            </label>
          </div>
        )}
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
