/**
 * A state that the server reports by responses and events, which can arrive out of order. The report with the
 * higher revision is newer.
 */
export interface Revised {
  readonly revision: number;
}
