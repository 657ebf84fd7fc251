import { StateMark } from 'react-sms-ui';
import type { HealthPart, HealthView } from '../../../shared/api/health.js';
import { useText } from '../../i18n/useText.js';
import type { Mark } from '../../shell/mark.js';

const PARTS = ['provider', 'outbox', 'consents'] as const;
const MARKS: Record<HealthPart['status'], Mark> = {
  up: { icon: 'delivered', tone: 'delivered' },
  degraded: { icon: 'warning', tone: 'waiting' },
  down: { icon: 'undelivered', tone: 'undelivered' },
};

/** Each part of the health check as icon and text. */
export function HealthList({ health }: { health: HealthView | undefined }) {
  const { t } = useText();
  return (
    <ul className="health">
      {PARTS.map((name) => {
        const part = health?.details[name];
        return (
          <li key={name}>
            <span>{t(`health.${name}`)}</span>
            {part ? (
              <StateMark {...MARKS[part.status]} className="state" data-health={part.status}>
                {t(`health.status.${part.status}`)}
              </StateMark>
            ) : (
              <span className="muted">{t('loading')}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
