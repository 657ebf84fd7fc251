/** Why the command changes nothing. */
export type Refusal =
  | 'not-a-nest-app'
  | 'unsupported-nest'
  | 'no-typescript'
  | 'no-app-module'
  | 'unreadable-json'
  | 'module-not-editable'
  | 'file-exists'
  | 'uncommitted-changes';

/** The command refuses. `texts.ts` has the message of each reason. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';

  constructor(
    readonly reason: Refusal,
    /** The path, version or package that the message names. */
    readonly subject: string,
  ) {
    super(`${reason}: ${subject}`);
  }
}
