import type { MessageEvent } from '@nestjs/common';
import type { ReportEvent } from 'iletimerkezi-core';
import type { CampaignUpdate } from './campaign-watch.js';
import type { LiveRecipients } from './live-recipients.js';

/** One client of a live report, with the last state it received. */
export class ReportClient {
  #content: string | undefined;
  #cursor: string | undefined;

  /** @param after `Last-Event-ID`: a client that has these rows gets no snapshot */
  constructor(after: string | undefined) {
    this.#cursor = after;
  }

  /** Returns the next event; without a message if nothing changed. */
  event(
    { detail, content, settled }: CampaignUpdate,
    recipients: LiveRecipients,
  ): { message?: MessageEvent; settled: boolean } {
    const seen = recipients.revisionOf(this.#cursor);
    if (this.#content === content && seen === recipients.revision) return { settled };
    const base = { campaign: detail, settled };
    const data: ReportEvent =
      seen === undefined
        ? { kind: 'snapshot', ...base, ...recipients.columns() }
        : { kind: 'changes', ...base, changes: recipients.changesSince(seen) };
    this.#content = content;
    this.#cursor = recipients.cursor;
    return { message: { id: this.#cursor, data }, settled };
  }
}
