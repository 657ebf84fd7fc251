import { useCallback, useMemo, useState } from 'react';
import {
  SmsComposer,
  type ComposedMessage,
  type MessagePreview,
  type SmsDraft,
  type SubmitResult,
  type TestMessage,
} from 'react-sms-ui';
import type { NewOrder } from '../../../shared/api/orders.js';
import type { Setup } from '../../../shared/api/setup.js';
import { useText } from '../../i18n/useText.js';
import { accountApi } from '../../api/account.js';
import { problemOf } from '../../api/call.js';
import { ordersApi } from '../../api/orders.js';
import {
  EMPTY_DRAFT,
  renewSendingKey,
  loadDraft,
  saveDraft,
  saveTestNumber,
  sendingKey,
  testNumber,
} from '../../lib/draft.js';
import { navigate, paths } from '../../lib/router.js';
import { useLoad } from '../../lib/useLoad.js';
import { Page } from '../../shell/Page.js';
import { ProblemNote } from '../../shell/ProblemNote.js';
import { SkeletonRows } from '../../shell/SkeletonRows.js';
import { SampleLists } from './SampleLists.js';
import { SpendDialog } from './SpendDialog.js';
import { useSavedTexts } from './useSavedTexts.js';

/** The page to compose and send a message. It navigates to the report after sending. */
export function ComposePage({ setup }: { setup: Setup }) {
  const { t } = useText();
  const { loaded, reload } = useLoad(loadAccount);
  const [draft, setDraft] = useState(loadDraft);
  const [author] = useState(testNumber);
  const saved = useSavedTexts();
  const submit = useSubmit(setup);

  const change = (next: SmsDraft) => {
    renewSendingKey();
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
          ? account.balance === undefined
            ? t('compose.noBalance')
            : t('balance.line', { sms: account.balance })
          : t(loaded.phase === 'loading' ? 'loading' : 'compose.away')
      }
    >
      {loaded.phase === 'failed' && <ProblemNote problem={loaded.problem} onRetry={reload} />}
      {loaded.phase === 'loading' && <SkeletonRows count={8} />}
      {account && (
        <>
          {draft.recipients.list.rows.length === 0 && (
            <SampleLists onTry={(recipients) => change({ ...draft, recipients })} />
          )}
          <SmsComposer
            className="composer"
            personal
            senders={account.senders}
            balance={account.balance}
            value={value}
            onChange={({ value: next }) => change(next)}
            {...saved}
            onPreview={ordersApi.preview}
            onSubmit={submit.send}
            onSendTest={sendTest}
            testNumber={author}
          />
        </>
      )}
      {submit.asking && <SpendDialog {...submit.asking} />}
    </Page>
  );
}

/** Sends a test, and suggests its number for the next one. */
function sendTest(message: TestMessage): Promise<SubmitResult> {
  const [number] = message.recipients;
  if (number !== undefined) saveTestNumber(number);
  return ordersApi.test(message);
}

/** The composer works without a balance: the order waits until the provider is available. */
async function loadAccount(): Promise<{ senders: readonly string[]; balance?: number }> {
  const [{ senders }, balance] = await Promise.all([
    accountApi.senders(),
    accountApi.balance().catch(() => undefined),
  ]);
  return { senders, ...(balance && { balance: balance.credits }) };
}

/** Selects the sender if there is only one. Clears a sender that is no longer approved. */
function withKnownSender(draft: SmsDraft, senders: readonly string[]): SmsDraft {
  if (senders.includes(draft.sender)) return draft;
  const [only = ''] = senders.length === 1 ? senders : [];
  return { ...draft, sender: only };
}

type Asking = Parameters<typeof SpendDialog>[0];

function useSubmit({ provider }: Setup) {
  const { t, locale } = useText();
  const [asking, setAsking] = useState<Asking>();

  const send = useCallback(
    async (message: ComposedMessage, preview?: MessagePreview): Promise<SubmitResult> => {
      const confirmed = provider === 'real' ? await confirmation(message) : undefined;
      if (confirmed !== undefined && 'state' in confirmed) return confirmed;
      const result = await ordersApi.submit(
        { ...message, ...confirmed, ...(preview?.digest !== undefined && { expect: preview.digest }) },
        sendingKey(),
      );
      if (result.state !== 'accepted' || result.campaignId === undefined) return result;
      renewSendingKey();
      saveDraft({ ...EMPTY_DRAFT, sender: message.sender });
      navigate(paths.order(result.campaignId));
      return result;

      async function confirmation(planned: NewOrder): Promise<{ confirmedSms: number } | SubmitResult> {
        try {
          const check = await ordersApi.check(planned);
          const agreed = await new Promise<boolean>((onAnswer) =>
            setAsking({ check, kind: planned.kind, onAnswer }),
          );
          return agreed ? { confirmedSms: check.sms } : { state: 'refused', message: t('spend.declined') };
        } catch (error) {
          // The dry run sends nothing.
          const { message: what, hint } = problemOf(error);
          return { state: 'refused', message: `${what[locale]} ${hint[locale]}` };
        } finally {
          setAsking(undefined);
        }
      }
    },
    [locale, provider, t],
  );
  return { send, asking };
}
