'use client';
import { parsePhone, type E164 } from 'iletimerkezi-core/phone';
import {
  forwardRef,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
  type ComponentPropsWithoutRef,
  type FormEvent,
  type ReactNode,
} from 'react';
import { Button } from '../../parts/Button.js';
import { Notice } from '../../parts/Notice.js';
import { activeElementOf, findById } from '../../parts/findById.js';
import { partsOf, type ClassNames } from '../../parts/part.js';
import { useAnnouncement } from '../../parts/useAnnouncement.js';
import { useSmsUi } from '../../provider/context.js';
import { CodeField } from '../CodeField/index.js';
import { PhoneField } from '../PhoneField/index.js';
import { displayPhone } from '../PhoneField/phoneText.js';
import type { PhoneVerificationActions } from './PhoneVerification.types.js';
import { ProblemNotice } from './ProblemNotice.js';
import { usePhoneVerification } from './usePhoneVerification.js';
import { minutesAndSeconds } from './waitingTime.js';

/** The parts of a PhoneVerification that take a class name. */
export type PhoneVerificationPart = 'root' | 'form' | 'actions' | 'resend';

export interface PhoneVerificationProps
  extends Omit<ComponentPropsWithoutRef<'section'>, 'children'>, PhoneVerificationActions {
  /** The initial number in E.164. */
  defaultPhone?: string;
  /** Accepts numbers of other countries. Default: `profile.abroad` of the provider. */
  abroad?: boolean;
  classNames?: ClassNames<PhoneVerificationPart>;
}

/**
 * Verifies a phone: asks for the number, sends a code and checks it, with resend, attempts, limits and lost answers. The
 * calls to your server are props. Built on `usePhoneVerification`.
 */
export const PhoneVerification = forwardRef<HTMLElement, PhoneVerificationProps>(function PhoneVerification(
  {
    onStart,
    onCheck,
    onResend,
    onCancel,
    onStatus,
    onVerified,
    defaultPhone,
    abroad,
    classNames,
    className,
    ...rest
  },
  ref,
) {
  const { t } = useSmsUi();
  const id = useId();
  const part = partsOf('phone-verification', classNames);
  const verification = usePhoneVerification({ onStart, onCheck, onResend, onCancel, onStatus, onVerified });
  const { step, problem, busy, isSlow, hasEnded, sentCount, resendIn, attemptsLeft } = verification;
  const [phone, setPhone] = useState<E164 | undefined>(() => {
    const parsed = parsePhone(defaultPhone ?? '', { abroad: true });
    return parsed.ok ? parsed.value : undefined;
  });
  const [code, setCode] = useState('');
  const isBusy = busy !== undefined && !isSlow;
  const displayedPhone = displayPhone(verification.phone ?? '');

  const root = useRef<HTMLElement | null>(null);
  const rootRef = useCallback(
    (element: HTMLElement | null) => {
      root.current = element;
      if (typeof ref === 'function') ref(element);
      else if (ref) ref.current = element;
    },
    [ref],
  );
  // The focus moves to where the person continues. The button that had it may be gone.
  const place = `${step}/${hasEnded ? 'ended' : ''}/${problem?.kind === 'wrong' ? attemptsLeft : problem?.kind === 'invalid-phone'}`;
  const lastPlace = useRef(place);
  useEffect(() => {
    if (lastPlace.current === place) return;
    lastPlace.current = place;
    const target = step === 'verified' || hasEnded ? `${id}-notice` : `${id}-${step}`;
    const focused = activeElementOf(root.current);
    if (focused === null || root.current?.contains(focused) === true) findById(root.current, target)?.focus();
  }, [place, step, hasEnded, id]);

  // The field is emptied for the next code.
  const message = `${verification.id}/${sentCount}`;
  const attempt = `${message}/${attemptsLeft}`;
  const [lastAttempt, setLastAttempt] = useState(attempt);
  if (attempt !== lastAttempt) {
    setLastAttempt(attempt);
    setCode('');
  }

  const spoken = useAnnouncement(
    step !== 'code' || hasEnded
      ? ''
      : resendIn === 0
        ? t('phoneVerification.resendNow')
        : sentCount > 1
          ? t('phoneVerification.resent')
          : '',
  );

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isBusy) return;
    if (step === 'phone') {
      if (phone !== undefined) verification.start(phone);
    } else if (hasEnded) {
      if (verification.phone !== undefined) verification.start(verification.phone);
    } else verification.check(code);
  };

  const slow = isSlow ? <p className="sms-hint">{t('phoneVerification.slow')}</p> : null;
  const notice = (
    <div id={`${id}-notice`} tabIndex={-1} className="sms-phone-verification-notice">
      {step === 'verified' ? (
        <Notice tone="delivered" role="status" title={t('phoneVerification.verified')}>
          <bdi dir="ltr">{displayedPhone}</bdi>
        </Notice>
      ) : (
        <ProblemNotice problem={problem} retryIn={verification.retryIn} />
      )}
    </div>
  );
  return (
    <section
      aria-label={t('phoneVerification.label')}
      {...rest}
      {...part('root', className)}
      ref={rootRef}
      data-step={step}
      aria-busy={isBusy || undefined}
    >
      {step === 'verified' ? (
        notice
      ) : (
        <form {...part('form')} onSubmit={submit}>
          {step === 'phone' ? (
            <>
              <PhoneField
                id={`${id}-phone`}
                name="phone"
                required
                abroad={abroad}
                defaultValue={verification.phone ?? defaultPhone}
                readOnly={isBusy}
                error={
                  problem?.kind !== 'invalid-phone'
                    ? undefined
                    : problem.reason === 'unassigned'
                      ? t('phoneVerification.unassigned')
                      : t(`phoneField.fault.${problem.reason}`)
                }
                onChange={(change) => setPhone(change.value)}
              />
              {notice}
              {slow}
              <div {...part('actions')}>
                <Button kind="primary" type="submit" aria-disabled={isBusy || undefined}>
                  {t(busy === 'start' ? 'phoneVerification.sending' : 'phoneVerification.send')}
                </Button>
              </div>
            </>
          ) : (
            <>
              <p id={`${id}-sent`} className="sms-phone-verification-lead">
                {hasEnded ? (
                  <bdi dir="ltr">{displayedPhone}</bdi>
                ) : (
                  <span>{t('phoneVerification.sentTo', { phone: displayedPhone })}</span>
                )}
              </p>
              {hasEnded ? null : (
                <CodeField
                  key={message}
                  id={`${id}-code`}
                  name="code"
                  required
                  length={verification.codeLength}
                  value={code}
                  readOnly={isBusy && busy === 'check'}
                  aria-describedby={`${id}-sent`}
                  error={
                    problem?.kind === 'wrong' && attemptsLeft !== undefined
                      ? t('phoneVerification.wrong', { count: attemptsLeft })
                      : undefined
                  }
                  onChange={(change) => setCode(change.value)}
                  onComplete={(change) => verification.check(change.value)}
                />
              )}
              {notice}
              {slow}
              <div {...part('actions')}>
                <Button kind="primary" type="submit" aria-disabled={isBusy || undefined}>
                  {t(
                    hasEnded
                      ? busy === 'start'
                        ? 'phoneVerification.sending'
                        : 'phoneVerification.newCode'
                      : busy === 'check'
                        ? 'phoneVerification.checking'
                        : 'phoneVerification.check',
                  )}
                </Button>
              </div>
              <div {...part('resend')}>
                {hasEnded ? null : (
                  <>
                    <Button
                      kind="plain"
                      aria-disabled={isBusy || resendIn > 0 || undefined}
                      aria-describedby={resendIn === 0 ? undefined : `${id}-wait`}
                      onClick={verification.resend}
                    >
                      {t(busy === 'resend' ? 'phoneVerification.sending' : 'phoneVerification.resend')}
                    </Button>
                    {resendIn === 0 ? null : (
                      <ResendWait key={message} id={`${id}-wait`} seconds={resendIn} />
                    )}
                  </>
                )}
                <Button kind="plain" onClick={verification.changeNumber}>
                  {t('phoneVerification.change')}
                </Button>
              </div>
            </>
          )}
        </form>
      )}
      <div role="status" className="sms-hidden">
        {spoken}
      </div>
    </section>
  );
});

/** Counts down to the next resend. A screen reader reads the first number of seconds only, not one each second. */
function ResendWait({ id, seconds }: { id: string; seconds: number }): ReactNode {
  const { t } = useSmsUi();
  const [first] = useState(seconds);
  return (
    <span className="sms-hint sms-phone-verification-wait">
      <span id={id} className="sms-hidden">
        {t('phoneVerification.resendInWords', { count: first })}
      </span>
      <span aria-hidden="true">{minutesAndSeconds(seconds)}</span>
    </span>
  );
}
