/**
 * Something the server reports again and again, by answers and by events, which may overtake each other. The report with the
 * higher revision was read later and is the one to show.
 */
export interface Revised {
  readonly revision: number;
}
