import type { Campaign, CampaignProgress, SmsEvent } from 'nest-iletimerkezi';
import { filter, firstValueFrom, fromEvent, merge, take, timer, type Observable } from 'rxjs';

/** An event may be missed while the progress is read, so it is read again after this time, too. */
const POLL_MS = 2_000;

interface Follow {
  /** The events of the account. */
  readonly events$: Observable<SmsEvent>;
  /** Time to wait for the end; 0 returns the progress as it is. */
  readonly waitMs: number;
  readonly report: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Returns the progress of a campaign when all of its recipients are final, the time is over or the signal aborts, and reports
 * each change until then.
 */
export async function followCampaign(
  campaign: Campaign,
  { events$, waitMs, report, signal }: Follow,
): Promise<CampaignProgress> {
  const end = Date.now() + waitMs;
  for (;;) {
    const progress = await campaign.progress();
    const { recipients, delivered, undelivered, withheld, notSent } = progress;
    const done = delivered + undelivered + withheld + notSent;
    report(done, recipients);
    const left = end - Date.now();
    if (done >= recipients || left <= 0 || signal.aborted) return progress;
    await firstValueFrom(
      merge(
        events$.pipe(filter((event) => event.campaign === campaign.id)),
        timer(Math.min(left, POLL_MS)),
        fromEvent(signal, 'abort'),
      ).pipe(take(1)),
    );
  }
}
