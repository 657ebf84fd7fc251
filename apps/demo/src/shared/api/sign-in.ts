/** `POST /api/sign-in` */
export interface SignedIn {
  /** E.164. */
  readonly phone: string;
}
