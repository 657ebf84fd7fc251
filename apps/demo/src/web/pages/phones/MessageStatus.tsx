import type { ComponentType } from 'react';
import type { PhoneMessage } from '../../../shared/api/phones.js';
import { useText } from '../../i18n/useText.js';
import { BlacklistIcon, DoneIcon, FailedIcon, WaitingIcon } from '../../shell/icons.js';

const ICONS: Record<PhoneMessage['status'], ComponentType> = {
  waiting: WaitingIcon,
  accepted: WaitingIcon,
  delivered: DoneIcon,
  undelivered: FailedIcon,
  cancelled: BlacklistIcon,
};

/** Where a message stands, as icon and word. */
export function MessageStatus({ status }: { status: PhoneMessage['status'] }) {
  const { t } = useText();
  const Icon = ICONS[status];
  return (
    <span className="state" data-message={status}>
      <Icon />
      {t(`message.status.${status}`)}
    </span>
  );
}
