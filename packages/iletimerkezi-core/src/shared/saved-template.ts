import type { Audience, OrderKind } from '../contract/send-sms.js';
import type { InputFault } from '../fault-texts.js';

/**
 * The HTTP contract of saved texts: what a browser sends to the controller of `nest-iletimerkezi`, and what it receives. Times
 * are ISO 8601 in UTC; the service uses the same types with `Date`.
 */

/** Maximum lengths in UTF-16 code units. A text of seven parts has at most 1,085; names and fallbacks are longer than values. */
export const SAVED_TEMPLATE_LIMITS = { name: 100, text: 10_000 } as const;

/**
 * `ready`: a template that everyone may use. `draft`: an unfinished text, which may be empty or have faults. Of a controller with
 * users, a draft is visible to the user who created it only. A draft becomes `ready` by a save, never the reverse.
 */
export type SavedTemplateStatus = 'ready' | 'draft';

/** What a person writes. Contains no recipients and no values of recipients. */
export interface SavedTemplateContent {
  /** For lists, 1 to 100 characters. Need not be unique. */
  readonly name: string;
  /** With placeholders, see `parseTemplate`. At most 10,000 characters. */
  readonly text: string;
  readonly kind?: OrderKind['kind'];
  readonly audience?: Audience;
  readonly sender?: string;
}

/** A text with the version that it was read in. */
export interface SavedText extends SavedTemplateContent {
  /** A UUID. Default: a new one. The caller of a first save may choose it, so that the save can be repeated. */
  readonly id?: string;
  /** The version that was edited. 0, the default, for the first save. */
  readonly version?: number;
}

/** The body of a save. */
export interface TemplateToSave extends SavedText {
  readonly status: SavedTemplateStatus;
}

/** One version of a saved text. */
export interface SavedTemplate<Time = string> extends SavedTemplateContent {
  readonly id: string;
  /** 1 for the first save. Each save adds one. */
  readonly version: number;
  readonly status: SavedTemplateStatus;
  /** When the first version was saved. */
  readonly createdAt: Time;
  /** When this version was saved. */
  readonly savedAt: Time;
  /** The user who saved this version, if the host names users. */
  readonly savedBy?: string;
}

/** A page of saved texts, the one that was saved last first. */
export interface SavedTemplateList<Time = string> {
  readonly templates: readonly SavedTemplate<Time>[];
  /** `after` of the next page; absent on the last one. */
  readonly next?: string;
}

/**
 * A change of the saved texts, as `SmsComposer` of `react-sms-ui` emits it and the controller of `nest-iletimerkezi` takes it.
 * Without `previous`, `item` is new. Without `item`, `previous` is deleted. With both, `item` replaces `previous`, whose `version`
 * decides whether another person has changed it.
 */
export interface SavedTextChange<Item extends SavedText = SavedText> {
  readonly status: SavedTemplateStatus;
  readonly item?: Item | undefined;
  readonly previous?: Item | undefined;
  /** `undo` reverts the change before. */
  readonly reason: 'add' | 'overwrite' | 'rename' | 'undo';
}

/** The result of a {@link SavedTextChange}. Only `saved` and `removed` changed something. */
export type SavedTextResult<Item extends SavedText = SavedText> =
  /** `item` has the new version. */
  | { readonly state: 'saved'; readonly item: Item }
  | { readonly state: 'removed' }
  /** Another person has saved a newer version, which is `current`. */
  | { readonly state: 'changed'; readonly current: Item }
  /** Another person has deleted the text. */
  | { readonly state: 'missing' }
  /** The text cannot be saved. Paths of faults start at the text, such as `name`. */
  | { readonly state: 'invalid'; readonly faults: readonly InputFault[] };

/**
 * Returns the body of a request for a change: its texts without what a page keeps with them, such as the recipients of a draft.
 *
 * @example
 * const onSaveDraft = (change) => post('/templates/changes', toSavedTextChange(change));
 */
export function toSavedTextChange({ status, item, previous, reason }: SavedTextChange): SavedTextChange {
  return {
    status,
    reason,
    ...(item !== undefined && { item: textOf(item) }),
    ...(previous !== undefined && { previous: textOf(previous) }),
  };
}

function textOf({ id, version, name, text, kind, audience, sender }: SavedText): SavedText {
  return {
    name,
    text,
    ...(id !== undefined && { id }),
    ...(version !== undefined && { version }),
    ...(kind !== undefined && { kind }),
    ...(audience !== undefined && { audience }),
    ...(sender !== undefined && { sender }),
  };
}
