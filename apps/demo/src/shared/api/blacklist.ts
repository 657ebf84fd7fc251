/** How many numbers of a list were blocked. */
export interface BlockedNumbers {
  readonly blocked: number;
  readonly failed: number;
}
