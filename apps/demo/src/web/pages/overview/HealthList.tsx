import type { HealthPart, HealthView } from '../../../shared/api/health.js';
import { useText } from '../../i18n/useText.js';
import { DoneIcon, FailedIcon, QuestionIcon } from '../../shell/icons.js';

const PARTS = ['provider', 'outbox', 'consents'] as const;
const ICONS: Record<HealthPart['status'], typeof DoneIcon> = {
  up: DoneIcon,
  degraded: QuestionIcon,
  down: FailedIcon,
};

/** Each part of the health check as icon and text. */
export function HealthList({ health }: { health: HealthView | undefined }) {
  const { t } = useText();
  return (
    <ul className="health">
      {PARTS.map((name) => {
        const part = health?.details[name];
        const Icon = part && ICONS[part.status];
        return (
          <li key={name}>
            <span>{t(`health.${name}`)}</span>
            <span className="state" data-health={part?.status}>
              {Icon && <Icon />}
              {part ? t(`health.status.${part.status}`) : t('loading')}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
