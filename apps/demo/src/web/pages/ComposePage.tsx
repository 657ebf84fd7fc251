import { countSegments } from 'iletimerkezi-core/segments';
import { useCallback, useMemo, useRef, useState } from 'react';
import { SmsComposer, type ComposedMessage, type SmsDraft, type SubmitResult } from 'react-sms-ui';
import type { Setup } from '../../shared/api/setup.js';
import { useText } from '../i18n/useText.js';
import { accountApi } from '../api/account.js';
import { EMPTY_DRAFT, loadDraft, saveDraft } from '../lib/draft.js';
import { navigate, paths } from '../lib/router.js';
import { sendMessage } from '../lib/send-message.js';
import { useLoad } from '../lib/useLoad.js';
import { Page } from '../shell/Page.js';
import { ProblemNote } from '../shell/ProblemNote.js';
import { SampleLists } from './SampleLists.js';
import { SpendDialog } from './SpendDialog.js';

/** Writing a message and sending it; what became of it is the report's to say. */
export function ComposePage({ setup }: { setup: Setup }) {
  const { t } = useText();
  const { loaded, reload } = useLoad(loadAccount);
  const [draft, setDraft] = useState(loadDraft);
  const submit = useSubmit(setup);

  const change = (next: SmsDraft) => {
    submit.forgetTry();
    setDraft(next);
    saveDraft(next);
  };
  const account = loaded.phase === 'ready' ? loaded.value : undefined;
  const value = useMemo(() => withKnownSender(draft, account?.senders ?? []), [draft, account]);

  return (
    <Page
      title={t('compose.title')}
      lead={
        account
          ? t('balance.line', { sms: account.balance })
          : t(loaded.phase === 'loading' ? 'loading' : 'compose.away')
      }
    >
      {loaded.phase === 'failed' && <ProblemNote problem={loaded.problem} onRetry={reload} />}
      {account && (
        <>
          {draft.recipients.list.rows.length === 0 && (
            <SampleLists onTry={(recipients) => change({ ...draft, recipients })} />
          )}
          <SmsComposer
            className="composer"
            senders={account.senders}
            balance={account.balance}
            value={value}
            onChange={({ value: next }) => change(next)}
            onSubmit={submit.send}
          />
        </>
      )}
      {submit.asking && <SpendDialog sms={submit.asking.sms} onAnswer={submit.asking.answer} />}
    </Page>
  );
}

async function loadAccount(): Promise<{ senders: string[]; balance: number }> {
  const [{ senders }, { sms }] = await Promise.all([accountApi.senders(), accountApi.balance()]);
  return { senders, balance: sms };
}

/** The only sender is chosen by itself; one that the account lost is not. */
function withKnownSender(draft: SmsDraft, senders: readonly string[]): SmsDraft {
  if (senders.includes(draft.sender)) return draft;
  const [only = ''] = senders.length === 1 ? senders : [];
  return { ...draft, sender: only };
}

function useSubmit({ provider, characterMode }: Setup) {
  const { t, locale } = useText();
  const [asking, setAsking] = useState<{ sms: number; answer: (confirmed: boolean) => void }>();
  const key = useRef<string>(undefined);

  const send = useCallback(
    async (message: ComposedMessage): Promise<SubmitResult> => {
      const { parts } = countSegments(message.text, { characterMode });
      if (provider === 'real') {
        const sms = parts * message.recipients.length;
        const confirmed = await new Promise<boolean>((answer) => setAsking({ sms, answer }));
        setAsking(undefined);
        if (!confirmed) return { state: 'refused', message: t('spend.declined') };
      }
      key.current ??= crypto.randomUUID();
      const { orders, planned, problem } = await sendMessage(
        message,
        key.current,
        provider === 'real' ? parts : undefined,
      );
      if (problem === undefined) {
        saveDraft({ ...EMPTY_DRAFT, sender: message.sender });
        const [only] = orders.length === 1 ? orders : [];
        navigate(only ? paths.order(only.id) : paths.orders);
        return { state: 'accepted', orderIds: orders.flatMap(({ orderId }) => orderId ?? []) };
      }
      const words = `${problem.message[locale]} ${problem.hint[locale]}`;
      if (orders.length > 0) {
        return {
          state: 'unknown',
          message: `${t('compose.partly', { done: orders.length, planned })} ${words}`,
        };
      }
      return problem.code === 'server-away' || problem.code === 'outcome-unknown'
        ? { state: 'unknown', message: words }
        : { state: 'refused', code: problem.providerCode, message: words };
    },
    [characterMode, locale, provider, t],
  );
  /** What is sent after a change is another message: only the very same one may be sent under the same key. */
  const forgetTry = useCallback(() => {
    key.current = undefined;
  }, []);
  return { send, asking, forgetTry };
}
