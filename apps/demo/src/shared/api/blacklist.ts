/** `GET /api/blacklist`. */
export interface BlacklistPage {
  /** E.164. */
  readonly numbers: readonly string[];
  /** Whether there are more numbers. */
  readonly more: boolean;
}
