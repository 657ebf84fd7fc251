/** The webhook's token in the runs of `crash handlers`. */
export const TOKEN = 'webhook-token-of-the-crash-loop';

/** How long the handler of a report takes, in ms: long enough that most kills fall into some handler. */
export const handlingMs = (report: number): number => 20 + ((report * 37) % 300);
