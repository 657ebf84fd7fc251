'use client';
import type { E164 } from 'iletimerkezi-core/phone';
import type { DeliveryStatus } from 'iletimerkezi-core/shared';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useSmsUi } from '../../provider/context.js';
import type {
  PhoneVerificationActions,
  UsePhoneVerification,
  VerificationCall,
  VerificationProblem,
} from './PhoneVerification.types.js';
import { useCountdown } from './useCountdown.js';
import { readAnswer, type Deadline, type ReadAnswer } from './verificationAnswer.js';

/** A verification of which a code was sent. */
interface Sent {
  id: string;
  phone: E164;
  codeLength: number;
  attemptsLeft: number;
  resendAt: Deadline;
  expiresAt: Deadline | undefined;
  delivery: DeliveryStatus;
  /** Whether the status was not read yet. */
  isNew: boolean;
  /** Number of messages with a code. */
  count: number;
}

interface State {
  step: 'phone' | 'code' | 'verified';
  phone: E164 | undefined;
  sent: Sent | undefined;
  problem: VerificationProblem | undefined;
  hasEnded: boolean;
  /** After `limited` and `locked`. */
  retryAt: Deadline | undefined;
}

const INITIAL: State = {
  step: 'phone',
  phone: undefined,
  sent: undefined,
  problem: undefined,
  hasEnded: false,
  retryAt: undefined,
};

/** Time after which a call can be repeated. */
const SLOW_MS = 10_000;
const FIRST_STATUS_MS = 2_000;
const STATUS_INTERVAL_MS = 5_000;

/**
 * Verifies a phone with a one-time code: state, countdowns and actions, without markup. `PhoneVerification` is built on it.
 *
 * Only one call runs at a time. The answer of an earlier call never replaces that of a later one, except that a code that
 * was accepted is accepted.
 */
export function usePhoneVerification(actions: PhoneVerificationActions): UsePhoneVerification {
  const { locale } = useSmsUi();
  const [state, setState] = useState(INITIAL);
  const [running, setRunning] = useState<{ call: VerificationCall; isSlow: boolean }>();
  const latest = useRef(actions);
  /** `round` identifies the last call; `id` the verification; `isFresh`: a call runs and is not slow. */
  const current = useRef<{ round: number; id: string | undefined; isFresh: boolean }>({
    round: 0,
    id: undefined,
    isFresh: false,
  });
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const { current: now } = current;
    return () => {
      now.round += 1;
      now.id = undefined;
    };
  }, []);

  const verify = useCallback((id: string, phone: E164) => {
    current.current.round += 1;
    current.current.id = undefined;
    current.current.isFresh = false;
    setRunning(undefined);
    setState((before) => ({ ...before, step: 'verified', problem: undefined }));
    latest.current.onVerified?.({ id, phone });
  }, []);

  /** Runs a call. Ignored while another one runs and is not slow: a second press may precede the render. */
  const run = useCallback(
    (call: VerificationCall, work: () => Promise<unknown>, apply: (answer: ReadAnswer) => void) => {
      const { current: now } = current;
      if (now.isFresh) return;
      now.isFresh = true;
      now.round += 1;
      const { round } = now;
      setRunning({ call, isSlow: false });
      const timer = setTimeout(() => {
        if (now.round !== round) return;
        now.isFresh = false;
        setRunning({ call, isSlow: true });
      }, SLOW_MS);
      void (async () => {
        let answer: ReadAnswer = { status: 'unknown' };
        try {
          answer = readAnswer(await work(), performance.now());
        } catch {
          // A rejection has an unknown outcome, too.
        }
        clearTimeout(timer);
        if (now.round === round) {
          now.isFresh = false;
          setRunning(undefined);
        } else if (answer.status !== 'verified') return;
        apply(answer);
      })();
    },
    [],
  );

  const begin = useCallback((answer: ReadAnswer & { status: 'sent' }, phone: E164, count: number) => {
    const { status: _status, ...sent } = answer;
    current.current.id = sent.id;
    setState({
      step: 'code',
      phone,
      sent: { ...sent, phone, count, delivery: 'waiting', isNew: true },
      problem: undefined,
      hasEnded: false,
      retryAt: undefined,
    });
  }, []);

  const start = useCallback(
    (phone: E164) =>
      run(
        'start',
        () => latest.current.onStart({ phone, locale }),
        (answer) => {
          if (answer.status === 'sent') begin(answer, phone, 1);
          else setState((before) => ({ ...withAnswer(before, 'start', answer), phone }));
        },
      ),
    [run, begin, locale],
  );

  const { sent } = state;
  const check = useCallback(
    (code: string) => {
      if (sent === undefined) return;
      const { id, phone } = sent;
      run(
        'check',
        () => latest.current.onCheck({ id, code }),
        (answer) => {
          if (current.current.id !== id) return;
          if (answer.status === 'verified') verify(id, phone);
          else setState((before) => withAnswer(before, 'check', answer));
          const { onStatus } = latest.current;
          if (answer.status !== 'unknown' || onStatus === undefined) return;
          // The check may have succeeded before its answer was lost.
          void onStatus({ id }).then(
            (status) => {
              const isVerified = readAnswer(status, performance.now()).status === 'verified';
              if (isVerified && current.current.id === id) verify(id, phone);
            },
            () => undefined,
          );
        },
      );
    },
    [run, verify, sent],
  );

  const resend = useCallback(() => {
    if (sent === undefined) return;
    const { id, phone, count } = sent;
    run(
      'resend',
      () => latest.current.onResend({ id }),
      (answer) => {
        if (answer.status === 'sent') begin(answer, phone, count + 1);
        else setState((before) => withAnswer(before, 'resend', answer));
      },
    );
  }, [run, begin, sent]);

  const changeNumber = useCallback(() => {
    const { current: now } = current;
    const { id } = now;
    now.round += 1;
    now.id = undefined;
    now.isFresh = false;
    setRunning(undefined);
    setState((before) => ({ ...INITIAL, phone: before.phone }));
    if (id !== undefined) void latest.current.onCancel?.({ id }).catch(() => undefined);
  }, []);

  const { hasEnded } = state;
  const isOpen = state.step === 'code' && !hasEnded;
  useStatus(isOpen ? sent : undefined, running !== undefined, latest, (answer, of) => {
    if (current.current.id !== of.id) return;
    if (answer.status === 'verified') verify(of.id, of.phone);
    else setState((before) => (before.sent === of ? withAnswer(before, 'check', answer) : before));
  });
  // A code that is being checked may be in time.
  const expiresAt = isOpen && running === undefined ? sent?.expiresAt : undefined;
  useEffect(() => {
    if (expiresAt === undefined) return undefined;
    const timer = setTimeout(
      () => setState((before) => withAnswer(before, 'check', { status: 'expired' })),
      Math.max(0, expiresAt.at - performance.now()),
    );
    return () => clearTimeout(timer);
  }, [expiresAt]);

  return {
    step: state.step,
    phone: state.phone,
    id: sent?.id,
    codeLength: sent?.codeLength ?? 6,
    attemptsLeft: sent?.attemptsLeft,
    problem: state.problem,
    hasEnded,
    busy: running?.call,
    isSlow: running?.isSlow ?? false,
    delivery: sent?.delivery ?? 'waiting',
    sentCount: sent?.count ?? 0,
    resendIn: useCountdown(isOpen ? sent?.resendAt : undefined),
    retryIn: useCountdown(state.retryAt),
    start,
    check,
    resend,
    changeNumber,
  };
}

/** Returns the state after an answer other than `sent` and `verified`. */
function withAnswer(before: State, call: VerificationCall, answer: ReadAnswer): State {
  const { sent } = before;
  switch (answer.status) {
    case 'wrong':
      if (sent === undefined) return before;
      return {
        ...before,
        sent: { ...sent, attemptsLeft: answer.attemptsLeft },
        problem: { kind: 'wrong' },
        retryAt: undefined,
      };
    case 'pending':
      if (sent === undefined) return before;
      return {
        ...before,
        sent: {
          ...sent,
          attemptsLeft: answer.attemptsLeft,
          resendAt: answer.resendAt,
          delivery: answer.delivery,
          isNew: false,
        },
        problem: before.problem ?? (answer.delivery === 'undelivered' ? { kind: 'undelivered' } : undefined),
      };
    case 'limited':
      return {
        ...before,
        sent: sent && call === 'resend' ? { ...sent, resendAt: answer.retryAt } : sent,
        problem: { kind: 'limited', call },
        retryAt: answer.retryAt,
      };
    case 'locked':
      return { ...before, problem: { kind: 'locked' }, hasEnded: true, retryAt: answer.retryAt };
    case 'expired':
    case 'used':
      return { ...before, problem: { kind: answer.status }, hasEnded: true, retryAt: undefined };
    case 'unavailable':
      return { ...before, problem: { kind: 'unavailable' }, retryAt: undefined };
    case 'invalid-phone':
      return { ...before, problem: { kind: 'invalid-phone', reason: answer.reason }, retryAt: undefined };
    default:
      return { ...before, problem: { kind: 'unknown', call }, retryAt: undefined };
  }
}

/** Reads the status of a message until it is delivered or not, while the page is visible. */
function useStatus(
  sent: Sent | undefined,
  isPaused: boolean,
  actions: { readonly current: PhoneVerificationActions },
  apply: (answer: ReadAnswer, of: Sent) => void,
): void {
  const latest = useRef(apply);
  useEffect(() => {
    latest.current = apply;
  });
  const isWaiting = sent !== undefined && sent.delivery !== 'delivered' && sent.delivery !== 'undelivered';
  const waitingFor = isWaiting && !isPaused ? sent : undefined;
  useEffect(() => {
    if (waitingFor === undefined || actions.current.onStatus === undefined) return undefined;
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async (): Promise<void> => {
      let answer: ReadAnswer = { status: 'unknown' };
      try {
        if (document.visibilityState === 'visible')
          answer = readAnswer(await actions.current.onStatus?.({ id: waitingFor.id }), performance.now());
      } catch {
        // The next one may succeed.
      }
      if (!isCurrent) return;
      if (answer.status === 'unknown') timer = setTimeout(() => void read(), STATUS_INTERVAL_MS);
      else latest.current(answer, waitingFor);
    };
    timer = setTimeout(() => void read(), waitingFor.isNew ? FIRST_STATUS_MS : STATUS_INTERVAL_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [waitingFor, actions]);
}
