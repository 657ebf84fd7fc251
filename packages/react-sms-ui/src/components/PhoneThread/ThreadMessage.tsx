'use client';
import { splitSegments } from 'iletimerkezi-core/segments';
import { useMemo, type ReactNode } from 'react';
import { isoTime } from '../../parts/day.js';
import { MessageBubble } from '../../parts/MessageBubble.js';
import { MessageMark } from '../../parts/MessageMark.js';
import type { PartProps } from '../../parts/part.js';
import { useSmsUi } from '../../provider/context.js';
import type { PhoneMessage, PhoneThreadPart } from './PhoneThread.types.js';

/** Displays one message: the date where a day starts, the sender where it changes, the bubble and the state. */
export function ThreadMessage({
  message,
  previous,
  part,
}: {
  message: PhoneMessage;
  previous: PhoneMessage | undefined;
  part: (name: PhoneThreadPart, extra?: string) => PartProps;
}): ReactNode {
  const { t, format, profile } = useSmsUi();
  const { sender, text, status, note } = message;
  const { characterMode = profile.characterMode, turkishLetterCost = profile.turkishLetterCost } = message;
  const pieces = useMemo(
    () => splitSegments(text, { characterMode, turkishLetterCost }),
    [text, characterMode, turkishLetterCost],
  );
  const time = new Date(message.time);
  const isReadable = !Number.isNaN(time.getTime());
  const day = isReadable ? format.date(time) : undefined;
  const isNewDay = day !== undefined && day !== dayOf(previous, format.date);
  return (
    <li {...part('message')} data-status={status}>
      {isNewDay ? <div {...part('day')}>{day}</div> : null}
      {isNewDay || previous?.sender !== sender ? <div {...part('sender')}>{sender}</div> : null}
      <MessageBubble pieces={pieces} part={part} />
      <div {...part('facts')}>
        {isReadable ? (
          <time dateTime={isoTime(time)} title={format.fullDateTime(time)}>
            {format.clock(time)}
          </time>
        ) : (
          <span>–</span>
        )}
        <MessageMark status={status} />
        <span dir="auto">{t('counter.parts', { count: pieces.length })}</span>
        {note === undefined ? null : <span {...part('note')}>{note}</span>}
      </div>
    </li>
  );
}

function dayOf(message: PhoneMessage | undefined, date: (time: Date) => string): string | undefined {
  const time = new Date(message?.time ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : date(time);
}
