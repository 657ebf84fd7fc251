/** What happened, and what to do about it. */
type Sentences = readonly [message: string, hint: string];

/** A problem in both languages of the page. */
export interface Words {
  readonly tr: Sentences;
  readonly en: Sentences;
}
