import { CONSENT_SOURCES, CONSENT_FINDING_TEXTS } from 'iletimerkezi-core/consents';
import type { RegistrationState } from 'nest-iletimerkezi';
import { StateMark, useSmsUi } from 'react-sms-ui';
import { useText } from '../../i18n/useText.js';
import type { Mark } from '../../shell/mark.js';

/** A decision as icon and text. */
export function DecisionTag({ status }: { status: 'ONAY' | 'RET' }) {
  const { t } = useSmsUi();
  const mark: Mark =
    status === 'ONAY' ? { icon: 'delivered', tone: 'delivered' } : { icon: 'blocked', tone: 'undelivered' };
  return (
    <StateMark {...mark} className="state" data-decision={status}>
      {t(`consents.decision.${status}`)}
    </StateMark>
  );
}

const MARKS: Record<RegistrationState, Mark> = {
  queued: { icon: 'clock', tone: 'waiting' },
  sending: { icon: 'clock', tone: 'waiting' },
  sent: { icon: 'moving' },
  unknown: { icon: 'unknown', tone: 'unknown' },
  held: { icon: 'held', tone: 'waiting' },
  refused: { icon: 'undelivered', tone: 'undelivered' },
  expired: { icon: 'undelivered', tone: 'undelivered' },
  confirmed: { icon: 'delivered', tone: 'delivered' },
  missing: { icon: 'undelivered', tone: 'undelivered' },
};

/** The registration state of a record. The reason, if any, is the tooltip and is read by screen readers. */
export function RegistrationTag({ state, reason }: { state: RegistrationState; reason?: string }) {
  const { t, locale } = useText();
  const why = reason === undefined ? undefined : findingText(reason)?.[locale];
  return (
    <StateMark {...MARKS[state]} className="state" data-registration={state} title={why}>
      <span>{t(`registration.${state}`)}</span>
      {why !== undefined && <span className="visually-hidden">: {why}</span>}
    </StateMark>
  );
}

/** Returns why a record is not registered, in both languages, or undefined if `reason` is not a finding of the rules. */
export function findingText(reason: string): { tr: string; en: string } | undefined {
  return isFinding(reason) ? CONSENT_FINDING_TEXTS[reason] : undefined;
}

function isFinding(reason: string): reason is keyof typeof CONSENT_FINDING_TEXTS {
  return Object.hasOwn(CONSENT_FINDING_TEXTS, reason);
}

/** Returns a function that names the source of a consent in the user's language. Unknown sources are returned unchanged. */
export function useSourceName(): (source: string) => string {
  const { locale } = useText();
  return (source) => CONSENT_SOURCES.find(({ value }) => value === source)?.[locale] ?? source;
}
