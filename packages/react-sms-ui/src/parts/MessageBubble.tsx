'use client';
import { Fragment, type ReactNode } from 'react';
import { useSmsUi } from '../provider/context.js';
import type { PartProps } from './part.js';

/** Displays a message by part, with the divisions between parts and the operator's suffix. */
export function MessageBubble({
  pieces,
  part,
}: {
  /** The text as it is sent, one string per part (`splitSegments`). */
  pieces: readonly string[];
  /** Names the parts of the component that contains the bubble. */
  part: (name: 'bubble' | 'seam' | 'suffix', extra: string) => PartProps;
}): ReactNode {
  const { t, profile } = useSmsUi();
  return (
    <div {...part('bubble', 'sms-bubble')} dir="auto" translate="no">
      {pieces.map((piece, index) => (
        // Parts have no identity except their position.
        // oxlint-disable-next-line react/no-array-index-key
        <Fragment key={index}>
          {index > 0 ? (
            <span {...part('seam', 'sms-bubble-seam')}>
              <span className="sms-hidden">{`${t('counter.part', { number: index + 1 })}: `}</span>
              <span aria-hidden="true">{index + 1}</span>
            </span>
          ) : null}
          <span>{piece}</span>
        </Fragment>
      ))}
      <span {...part('suffix', 'sms-bubble-suffix')} title={t('preview.suffix')}>
        {` ${profile.suffix}`}
      </span>
    </div>
  );
}
