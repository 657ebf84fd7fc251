import { useCallback, useEffect, useMemo, useState } from 'react';
import { PhoneThread } from 'react-sms-ui';
import { phonesApi } from '../../api/phones.js';
import { useText } from '../../i18n/useText.js';
import { loadErrorOf } from '../../lib/load-error.js';
import { useLoad } from '../../lib/useLoad.js';

const STEP = 50;
const MOST = 200;

/** Displays the messages of one phone and scrolls to new ones. `turn` changes with each message. */
export function Conversation({ number, turn }: { number: string; turn: number }) {
  const { t, locale } = useText();
  const [limit, setLimit] = useState(STEP);
  const { loaded, reload } = useLoad(useCallback(() => phonesApi.messages(number, limit), [number, limit]));
  useEffect(() => {
    if (turn > 0) reload();
  }, [turn, reload]);
  const page = loaded.phase === 'ready' ? loaded.value : undefined;
  const messages = useMemo(
    () =>
      (page?.messages ?? []).map((message) => ({
        ...message,
        sender: message.from,
        time: Date.parse(message.sentAt),
        note:
          message.commercial === undefined
            ? t('purpose.transactional')
            : t(`purpose.commercial.${message.commercial}`),
      })),
    [page, t],
  );
  return (
    <PhoneThread
      className="phone"
      number={number}
      messages={messages}
      isLoading={loaded.phase === 'loading'}
      onMore={page?.more === true && limit < MOST ? () => setLimit(limit + STEP) : undefined}
      error={loadErrorOf(loaded, locale, reload)}
    />
  );
}
