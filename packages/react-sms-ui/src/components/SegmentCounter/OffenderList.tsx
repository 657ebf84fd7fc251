'use client';
import type { ReactNode } from 'react';
import { Button } from '../../parts/Button.js';
import { useSmsUi } from '../../provider/context.js';
import type { OffenderGroup } from './offenderGroups.js';

interface OffenderListProps {
  offenders: readonly OffenderGroup[];
  onReplace?: (text: string) => void;
  onReplaceAll?: () => void;
}

/** The characters that cost more, each with what it does and what could stand in its place. */
export function OffenderList({ offenders, onReplace, onReplaceAll }: OffenderListProps): ReactNode {
  const { t } = useSmsUi();
  const replaceable = offenders.filter((offender) => offender.replacement !== null);
  const converted = offenders.every((offender) => offender.effect === 'converted');
  return (
    <>
      <div className="sms-offenders-title">
        <span>
          {converted ? t('counter.converted') : t('counter.offenders', { count: offenders.length })}
        </span>
        {onReplaceAll && replaceable.length > 1 ? (
          <Button kind="plain" onClick={onReplaceAll}>
            {t('counter.replaceAll')}
          </Button>
        ) : null}
      </div>
      {/* A list that scrolls must be reachable by keyboard. */}
      <ul className="sms-offenders" tabIndex={offenders.length > 5 ? 0 : undefined}>
        {offenders.map((offender) => (
          <li key={offender.character} data-slot="segment-counter-offender" data-effect={offender.effect}>
            <span className="sms-offender-character" aria-hidden="true">
              {visible(offender.character)}
            </span>
            <span className="sms-offender-facts">
              <span>
                <span className="sms-hidden">{offender.character} </span>
                {t(`counter.forces.${offender.effect}`)}
              </span>
              <span className="sms-code">
                {offender.code}
                {offender.times > 1 ? ` · ${t('counter.offender.times', { count: offender.times })}` : ''}
              </span>
            </span>
            {offender.replacement !== null && onReplace ? (
              <Button kind="plain" onClick={() => onReplace(offender.replaced)}>
                {offender.replacement === ''
                  ? t('counter.remove')
                  : t('counter.replace', { replacement: offender.replacement })}
                <span className="sms-hidden"> ({offender.name})</span>
                {offender.saves > 0 ? (
                  <span className="sms-offender-saving">{t('counter.saves', { count: offender.saves })}</span>
                ) : null}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Blanks and joiners have no picture of their own. */
function visible(character: string): string {
  return /^[\s\p{Cf}\p{Cc}\p{M}]$/u.test(character) ? '␣' : character;
}
