import { CONSENT_SOURCES, CONSENT_FINDING_TEXTS } from 'iletimerkezi-core/consents';
import type { ComponentType } from 'react';
import type { RegistrationState } from '../../../shared/api/consents.js';
import { useText } from '../../i18n/useText.js';
import {
  BlacklistIcon,
  DoneIcon,
  FailedIcon,
  QuestionIcon,
  SentIcon,
  WaitingIcon,
} from '../../shell/icons.js';

/** A decision as icon and text. */
export function DecisionTag({ status }: { status: 'ONAY' | 'RET' }) {
  const { t } = useText();
  const Icon = status === 'ONAY' ? DoneIcon : BlacklistIcon;
  return (
    <span className="state" data-decision={status}>
      <Icon />
      {t(`consents.decision.${status}`)}
    </span>
  );
}

const ICONS: Record<RegistrationState, ComponentType> = {
  queued: WaitingIcon,
  sending: WaitingIcon,
  sent: SentIcon,
  unknown: QuestionIcon,
  held: WaitingIcon,
  refused: FailedIcon,
  expired: FailedIcon,
  confirmed: DoneIcon,
  missing: FailedIcon,
};

/** The registration state of a record. The reason, if any, is the tooltip and is read by screen readers. */
export function RegistrationTag({ state, reason }: { state: RegistrationState; reason?: string }) {
  const { t, locale } = useText();
  const Icon = ICONS[state];
  const why = reason === undefined ? undefined : findingText(reason)?.[locale];
  return (
    <span className="state" data-registration={state} title={why}>
      <Icon />
      {t(`registration.${state}`)}
      {why !== undefined && <span className="visually-hidden">: {why}</span>}
    </span>
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
