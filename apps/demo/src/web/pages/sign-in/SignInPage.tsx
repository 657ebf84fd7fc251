import { useEffect, useRef, useState } from 'react';
import { formatPhone, PhoneVerification } from 'react-sms-ui';
import type { Problem } from '../../../shared/api/problem.js';
import type { Setup } from '../../../shared/api/setup.js';
import { problemOf } from '../../api/call.js';
import { phonesApi } from '../../api/phones.js';
import { signInApi } from '../../api/sign-in.js';
import { useText } from '../../i18n/useText.js';
import { useEvents } from '../../lib/useEvents.js';
import { useSoon } from '../../lib/useSoon.js';
import { Page } from '../../shell/Page.js';
import { ProblemNote } from '../../shell/ProblemNote.js';
import { Conversation } from '../phones/Conversation.js';

/** Numbers of the emulator with different outcomes. Source: iletimerkezi-emulator, magic numbers. */
const SAMPLES = [
  { phone: '+905301234567', label: 'signIn.sample.phone' },
  { phone: '+905309999008', label: 'signIn.sample.dead' },
  { phone: '+905309999009', label: 'signIn.sample.slow' },
] as const;

/** Signs in with a code by SMS. The phone of the emulator is beside the form. */
export function SignInPage({ setup }: { setup: Setup }) {
  return setup.verifiesPhones ? <SignIn setup={setup} /> : <NoSenderPage />;
}

/** Replaces the form while no sender is set. */
function NoSenderPage() {
  const { t } = useText();
  return (
    <Page title={t('signIn.title')} lead={t('signIn.noSender.lead')}>
      <div className="empty">
        <p className="prose">{t('signIn.noSender.todo')}</p>
        <pre className="command">
          <code>ILETIMERKEZI_SENDER=BASLIK npx -y pnpm@12 demo --real</code>
        </pre>
      </div>
    </Page>
  );
}

function SignIn({ setup }: { setup: Setup }) {
  const { t } = useText();
  const isReal = setup.provider === 'real';
  const [attempt, setAttempt] = useState({
    count: 0,
    phone: isReal ? undefined : (SAMPLES[0].phone as string),
  });
  const [sentTo, setSentTo] = useState<string>();
  const [signedIn, setSignedIn] = useState<string>();
  const [failure, setFailure] = useState<{ id: string; problem: Problem }>();

  const begin = (phone: string | undefined): void => {
    setAttempt(({ count }) => ({ count: count + 1, phone }));
    setSignedIn(undefined);
    setFailure(undefined);
  };
  const signIn = async (id: string): Promise<void> => {
    setFailure(undefined);
    try {
      setSignedIn((await signInApi.signIn(id)).phone);
    } catch (error) {
      setFailure({ id, problem: problemOf(error) });
    }
  };

  return (
    <Page title={t('signIn.title')} lead={t(isReal ? 'signIn.lead.real' : 'signIn.lead')}>
      <div className="sign-in">
        <div className="sign-in-form">
          {signedIn === undefined ? (
            <PhoneVerification
              // Another number is another verification.
              key={attempt.count}
              defaultPhone={attempt.phone}
              {...signInApi}
              onStart={async (body) => {
                const answer = await signInApi.onStart(body);
                if (answer.status === 'sent') setSentTo(body.phone);
                return answer;
              }}
              onVerified={({ id }) => void signIn(id)}
            />
          ) : (
            <Done phone={signedIn} onSignOut={() => begin(attempt.phone)} />
          )}
          {failure && <ProblemNote problem={failure.problem} onRetry={() => void signIn(failure.id)} />}
          {!isReal && signedIn === undefined && (
            <section className="sign-in-samples" aria-labelledby="sign-in-samples">
              <h2 id="sign-in-samples">{t('signIn.samples')}</h2>
              <ul>
                {SAMPLES.map(({ phone, label }) => (
                  <li key={phone}>
                    <button type="button" className="link-button tabular" onClick={() => begin(phone)}>
                      {formatPhone(phone)}
                    </button>
                    <span className="muted">{t(label)}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
        {!isReal && <PhoneBeside number={sentTo} />}
      </div>
    </Page>
  );
}

/** Confirms the sign-in. The form that had the focus is gone, so the heading takes it. */
function Done({ phone, onSignOut }: { phone: string; onSignOut: () => void }) {
  const { t } = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="sign-in-done">
      <h2 ref={heading} tabIndex={-1}>
        {t('signIn.done')}
      </h2>
      <p className="tabular" dir="ltr">
        {formatPhone(phone)}
      </p>
      <p className="muted">{t('signIn.done.why')}</p>
      <button type="button" className="button" onClick={onSignOut}>
        {t('signIn.out')}
      </button>
    </div>
  );
}

/** The phone to which the last code was sent. */
function PhoneBeside({ number }: { number: string | undefined }) {
  const { t } = useText();
  const [turn, setTurn] = useState(0);
  const refresh = useSoon(() => setTurn((before) => before + 1));
  useEvents(phonesApi.events, 'changed', refresh, refresh);
  return (
    <div className="sign-in-phone">
      {number === undefined ? (
        <p className="sign-in-invitation muted">{t('signIn.phone.empty')}</p>
      ) : (
        <Conversation key={number} number={number} turn={turn} />
      )}
    </div>
  );
}
