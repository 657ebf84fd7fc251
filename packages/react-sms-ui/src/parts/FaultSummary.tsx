'use client';
import type { HTMLAttributes, MouseEvent, ReactNode, RefAttributes } from 'react';
import { Notice } from './Notice.js';

export interface FaultSummaryProps {
  /** How many fields have a fault. */
  title: string;
  /** The props of the hook for the list, which then receives the focus. */
  summary: HTMLAttributes<HTMLDivElement> & RefAttributes<HTMLDivElement>;
  faults: readonly {
    /** The id of the element that displays the fault at its field. */
    id: string;
    text: string | undefined;
    /** Focuses the field. */
    focus: () => void;
  }[];
}

/** Lists the faults of a form at its top, each as a link to its field; renders nothing without one. */
export function FaultSummary({ title, summary, faults }: FaultSummaryProps): ReactNode {
  if (faults.length === 0) return null;
  return (
    <div
      {...summary}
      className="sms-fault-summary"
      data-slot="sms-fault-summary"
      role="group"
      aria-label={title}
    >
      <Notice tone="undelivered" title={title}>
        <ul>
          {faults.map(({ id, text, focus }) => (
            <li key={`${id} ${text}`}>
              <a
                href={`#${id}`}
                onClick={(event: MouseEvent) => {
                  // Hosts may route by the hash, and ids of a shadow root are not found by it.
                  event.preventDefault();
                  focus();
                }}
              >
                {text}
              </a>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
