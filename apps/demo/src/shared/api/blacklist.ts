/** `GET /api/blacklist`. */
export interface BlacklistPage {
  /** E.164. */
  readonly numbers: readonly string[];
  /** Whether there are more than were asked for. */
  readonly more: boolean;
}
