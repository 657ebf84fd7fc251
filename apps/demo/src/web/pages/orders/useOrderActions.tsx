import type { CampaignDetail, CampaignReport } from 'iletimerkezi-core';
import { useState, type ReactNode } from 'react';
import type { Problem } from '../../../shared/api/problem.js';
import { problemOf } from '../../api/call.js';
import { ordersApi } from '../../api/orders.js';
import { useText } from '../../i18n/useText.js';
import { hasDraft, openInComposer } from '../../lib/open-in-composer.js';
import { useOneAtATime } from '../../lib/useOneAtATime.js';
import { ConfirmDialog } from '../../shell/ConfirmDialog.js';
import { ProblemNote } from '../../shell/ProblemNote.js';
import { MoveDialog } from './MoveDialog.js';
import { isCancelled, isScheduled, isUncertain } from './order-progress.js';
import { PartlyCancelled } from './PartlyCancelled.js';
import { scheduledProblem } from './scheduled-problem.js';

/** What is asked before an order changes. */
type Question =
  /** `count`: recipients that get no message. */
  | { readonly what: 'cancel'; readonly order: CampaignReport; readonly count: number }
  | { readonly what: 'edit'; readonly order: CampaignReport }
  | { readonly what: 'move'; readonly order: CampaignReport }
  /** `only`: opens the order for the recipients whose order was cancelled. */
  | { readonly what: 'copy'; readonly order: CampaignReport; readonly only?: 'cancelled' };

export interface OrderActionsState {
  busy: boolean;
  /** Asks for confirmation, then acts. */
  ask: (question: Question) => void;
  /** Pauses an order, or resumes a paused one. */
  pause: (order: CampaignReport) => void;
  /** The open question, and what an action could not do. */
  notes: ReactNode;
  /** Whether `notes` state that an order was cancelled in part. */
  isPartlyShown: boolean;
}

export interface OrderActionsOptions {
  /** Called with the state of the order after an action. */
  onChange?: (order: CampaignDetail) => void;
}

/** The actions on orders after they were created: pause, cancel, edit, another time, and opening a copy. */
export function useOrderActions({ onChange }: OrderActionsOptions = {}): OrderActionsState {
  const { t } = useText();
  const [problem, setProblem] = useState<Problem>();
  const [question, setQuestion] = useState<Question>();
  const [partly, setPartly] = useState<CampaignDetail>();
  const [moved, setMoved] = useState<{ moved: number; total: number }>();
  const { run, busy } = useOneAtATime();

  const attempt = (work: () => Promise<void>) =>
    run(async () => {
      setProblem(undefined);
      setPartly(undefined);
      setMoved(undefined);
      try {
        await work();
      } catch (error) {
        setProblem(scheduledProblem(problemOf(error), t));
      }
    });

  /** @returns whether no person gets the message. */
  const cancel = async ({ id }: CampaignReport): Promise<boolean> => {
    const cancelled = await ordersApi.cancel(id);
    // The button that was pressed goes away with the state of the order.
    document.querySelector<HTMLElement>('main h1')?.focus();
    onChange?.(cancelled);
    if (isCancelled(cancelled)) return true;
    setPartly(cancelled);
    return false;
  };

  const work = {
    cancel: async (order: CampaignReport) => {
      await cancel(order);
    },
    edit: async (order: CampaignReport) => {
      const message = await ordersApi.message(order.id);
      // Those with whom the provider has begun would get a second message.
      if (await cancel(order)) openInComposer(message);
    },
    move: async ({ id }: CampaignReport, time: Date) => {
      const order = await ordersApi.reschedule(id, time);
      onChange?.(order);
      const total = order.counts.total;
      const others = order.orders.filter(({ sendAt }) => sendAt !== time.toISOString());
      const left = others.reduce((sum, { counts }) => sum + counts.total, 0);
      if (left > 0) setMoved({ moved: total - left, total });
    },
    copy: async (order: CampaignReport, only?: 'cancelled') =>
      openInComposer(await ordersApi.message(order.id, only)),
  };

  const ask = (asked: Question) => {
    if (asked.what === 'copy' && !hasDraft() && !isUncertain(asked.order))
      attempt(() => work.copy(asked.order, asked.only));
    else setQuestion(asked);
  };

  return {
    busy,
    ask,
    isPartlyShown: partly !== undefined,
    pause: (order) =>
      attempt(async () => onChange?.(await ordersApi[order.paused ? 'resume' : 'pause'](order.id))),
    notes: (
      <>
        {problem && <ProblemNote problem={problem} />}
        {moved && (
          <p className="note" role="alert">
            {t('scheduled.moved.partly', moved)}
          </p>
        )}
        {partly && (
          <PartlyCancelled
            order={partly}
            busy={busy}
            onOpen={() => ask({ what: 'copy', order: partly, only: 'cancelled' })}
          />
        )}
        {question && question.what !== 'move' && (
          <ConfirmDialog
            {...wordsOf(question, t)}
            onAnswer={(confirmed) => {
              setQuestion(undefined);
              if (!confirmed) return;
              const { what, order } = question;
              attempt(() => (what === 'copy' ? work.copy(order, question.only) : work[what](order)));
            }}
          />
        )}
        {question?.what === 'move' && question.order.sendAt !== undefined && (
          <MoveDialog
            sendAt={new Date(question.order.sendAt)}
            onAnswer={(time) => {
              setQuestion(undefined);
              if (time) attempt(() => work.move(question.order, time));
            }}
          />
        )}
      </>
    ),
  };
}

type Words = { title: string; text: string; confirm: string };

function wordsOf(question: Exclude<Question, { what: 'move' }>, t: ReturnType<typeof useText>['t']): Words {
  const words = (key: 'scheduled.edit' | 'scheduled.cancel' | 'order.cancel', count = 0): Words => ({
    title: t(`${key}.title`),
    text: t(`${key}.text`, { count }),
    confirm: t(`${key}.confirm`),
  });
  switch (question.what) {
    case 'copy': {
      const replace = { title: t('copy.title'), text: t('copy.text'), confirm: t('copy.confirm') };
      if (!isUncertain(question.order)) return replace;
      const [title, text] = [t('copy.uncertain.title'), t('copy.uncertain.text')];
      return hasDraft()
        ? { ...replace, title, text: `${text} ${replace.text}` }
        : { title, text, confirm: t('copy.uncertain.confirm') };
    }
    case 'cancel': {
      const { order, count } = question;
      const cancel = words(isScheduled(order) ? 'scheduled.cancel' : 'order.cancel', count);
      return order.repeats === undefined ? cancel : { ...cancel, text: t('repeats.cancel', { count }) };
    }
    case 'edit': {
      const edit = words('scheduled.edit');
      return hasDraft() ? { ...edit, text: `${edit.text} ${t('copy.text')}` } : edit;
    }
  }
}
