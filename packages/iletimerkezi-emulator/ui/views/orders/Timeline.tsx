import { useText, type MessageKey } from '../../i18n/text.js';
import type { OrderView } from '../../lib/wire.js';

interface Step {
  key: MessageKey;
  /** Absent while it has not happened and has no time. */
  at: string | undefined;
  done: boolean;
}

/** Displays past and scheduled events of an order. */
export function Timeline({ order }: { order: OrderView }) {
  const { t, dateTime } = useText();
  return (
    <section>
      <h3>{t('order.timeline')}</h3>
      <ol className="timeline">
        {stepsOf(order).map(({ key, at, done }) => (
          <li key={key} data-done={done ? '' : undefined}>
            <span>{t(key)}</span>
            {at === undefined ? (
              <span className="muted">{t('order.step.open')}</span>
            ) : (
              <time className="muted tabular" dateTime={at}>
                {dateTime(at)}
              </time>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function stepsOf({ phase, submitAt, sendAt, completedAt }: OrderView): Step[] {
  const steps: Step[] = [{ key: 'order.step.submitted', at: submitAt, done: true }];
  if (phase === 'cancelled') {
    return [...steps, { key: 'order.step.cancelled', at: completedAt ?? undefined, done: true }];
  }
  steps.push({ key: 'order.step.start', at: sendAt, done: phase !== 'scheduled' });
  steps.push({ key: 'order.step.completed', at: completedAt ?? undefined, done: phase === 'completed' });
  return steps;
}
