import type { CampaignDetail } from 'iletimerkezi-core';
import { useText } from '../../i18n/useText.js';
import { isPartlyCancelled, isScheduled, recipientsHere } from './order-progress.js';
import { PartlyCancelled } from './PartlyCancelled.js';
import { useOrderActions } from './useOrderActions.js';

/** Buttons to pause, move, edit or cancel an order, and to open it as a new one. */
export function OrderActions({
  order,
  onChange,
}: {
  order: CampaignDetail;
  onChange: (order: CampaignDetail) => void;
}) {
  const { t } = useText();
  const { ask, pause, busy, notes, isPartlyShown } = useOrderActions({ onChange });
  const scheduled = isScheduled(order);
  const here = recipientsHere(order);
  const button = (text: string, onClick: () => void) => (
    <button type="button" className="button" disabled={busy} onClick={onClick}>
      {text}
    </button>
  );

  return (
    <>
      {notes}
      {isPartlyCancelled(order) && !isPartlyShown && (
        <PartlyCancelled
          order={order}
          busy={busy}
          onOpen={() => ask({ what: 'copy', order, only: 'cancelled' })}
        />
      )}
      <div className="actions">
        {here > 0 && button(t(order.paused ? 'order.resume' : 'order.pause'), () => pause(order))}
        {scheduled && (
          <>
            {button(t('scheduled.move'), () => ask({ what: 'move', order }))}
            {order.repeats === undefined && button(t('scheduled.edit'), () => ask({ what: 'edit', order }))}
          </>
        )}
        {scheduled
          ? button(t('scheduled.cancel'), () => ask({ what: 'cancel', order, count: order.counts.waiting }))
          : here > 0 && button(t('order.cancel'), () => ask({ what: 'cancel', order, count: here }))}
        {order.text !== null && button(t('copy.action'), () => ask({ what: 'copy', order }))}
        {here > 0 && (
          <span className="muted">
            <span>{t('order.left', { count: here })}</span>
            {order.unchecked > 0 && <span>{` · ${t('order.unchecked', { count: order.unchecked })}`}</span>}
          </span>
        )}
      </div>
    </>
  );
}
