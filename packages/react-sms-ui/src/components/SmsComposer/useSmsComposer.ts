'use client';
import {
  type FooterPart,
  lawfulText,
  missingParts,
  OPT_OUT_FIELD,
  sampleOptOutLink,
} from 'iletimerkezi-core/content';
import { MAX_PARTS } from 'iletimerkezi-core/segments';
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { findById } from '../../parts/findById.js';
import { useControlled } from '../../parts/useControlled.js';
import { useSmsUi } from '../../provider/context.js';
import { usePersonalMessage, type Personal } from '../../personal/usePersonalMessage.js';
import { sendable } from '../../recipients/recipientsValue.js';
import { countMessage, type MessageCount, type TemplateVariable } from '../SegmentCounter/messageCount.js';
import { checkDraft, emptyDraft, FIELD_OF, type DraftCheck, type DraftFault } from './draft.js';
import { useComposerProps, type ComposerProps } from './useComposerProps.js';
import type { SmsComposerProps, SmsDraft } from './SmsComposer.types.js';
import type { PreviewState } from './usePreview.js';
import { useReview, type Submission } from './useReview.js';
import { unfilledPlaceholders } from './unfilledPlaceholders.js';

/** The options of {@link useSmsComposer}; they have the meaning of the props of `SmsComposer`. */
export type UseSmsComposerOptions = Pick<
  SmsComposerProps,
  | 'senders'
  | 'balance'
  | 'value'
  | 'defaultValue'
  | 'onChange'
  | 'onSubmit'
  | 'onPreview'
  | 'variables'
  | 'personal'
  | 'optOutLink'
  | 'blocked'
  | 'readOnly'
>;

/** Credits that a message costs; `least` and `most` differ where variables or the provider's count make it a range. */
export interface MessageCost {
  least: number;
  most: number;
}

/** State, derived values, actions and prop getters of a composer. */
export interface UseSmsComposer extends ComposerProps {
  draft: SmsDraft;
  /**
   * The text of the message as it is sent: a commercial one with the footer of the profile's brand, with its placeholders. It is
   * counted, and `onSubmit` gets it.
   */
  sentText: string;
  /** What the law requires and the text lacks. Empty without a brand, and where the footer states it. */
  missing: readonly FooterPart[];
  /** The given `variables`, and the opt-out link for `{ret}` where its length is known. */
  variables: readonly TemplateVariable[] | undefined;
  /** Parts, encoding and characters of `sentText`. */
  count: MessageCount;
  /** Numbers in E.164 that the message goes to: valid, each once, none of them blocked. */
  recipients: readonly string[];
  /** Provider orders that the recipients are split into. */
  orderCount: number;
  /** Undefined while there are no recipients or no text. */
  cost: MessageCost | undefined;
  /** Credits left after sending, at the highest cost; negative where the balance does not suffice. Undefined without `balance` or `cost`. */
  balanceAfter: number | undefined;
  /** Placeholders of the text that no variable fills, each once, as written. Empty with `personal`. */
  unfilled: readonly string[];
  /** The values, the texts and the cost of all recipients, with the option `personal` and a text with placeholders. */
  personal: Personal | undefined;
  /**
   * Faults in the order of the form. Empty until `review` is called, and updated as the draft changes. A field that is revealed
   * after `review` has none before the next one.
   */
  faults: readonly DraftFault[];
  /** Returns the fault of a field as text in the provider's language. Unfilled placeholders are reported while the text is written. */
  faultIn: (field: keyof SmsDraft) => string | undefined;
  /** Returns a fault as text in the provider's language. */
  describe: (fault: DraftFault) => string;
  /** Checks the text that is shown, as a message to one number at once. Its faults of recipients and time are the draft's. */
  checkTest: (number: string) => DraftCheck;
  /** What the host's server says about the reviewed message. Undefined without `onPreview` and outside of the review. */
  preview: PreviewState | undefined;
  /** Checks the draft without showing faults. `ok` carries the message that `onSubmit` would receive. */
  check: () => DraftCheck;
  submission: Submission;
  /** Whether `onSubmit` is running. */
  isSending: boolean;
  /** Whether the message was sent or may have been sent. It cannot be sent again before `startOver` or `declareNotSent`. */
  isSent: boolean;
  /** Whether fields cannot be changed: read-only, sending or sent. */
  isLocked: boolean;
  /** Changes one field. The function keeps its identity. */
  set: <Field extends keyof SmsDraft>(field: Field, value: SmsDraft[Field]) => void;
  /** Replaces the draft with a stored one. */
  open: (value: SmsDraft) => void;
  /**
   * Opens the review, or shows the faults. Of several, it focuses the element with `getSummaryProps`; without it, or with one fault, the
   * first field that has one.
   */
  review: () => void;
  backToWriting: () => void;
  /** Focuses the control of a field. */
  focusField: (field: keyof SmsDraft) => void;
  /**
   * Whether `send` sends: the message is reviewed, and with `onPreview` its preview is known and states at least one recipient.
   */
  canSend: boolean;
  /**
   * Calls `onSubmit` with the reviewed message and the preview of this message. Does nothing unless `canSend`, and once per review.
   */
  send: () => void;
  /** Ends an unknown outcome after the person found that the message was not sent. It can then be reviewed again. */
  declareNotSent: () => void;
  /** Clears the draft except for its sender, and focuses the recipients. */
  startOver: () => void;
}

const NONE: readonly string[] = [];
/** Faults of fields that other fields reveal. */
const REVEALED: ReadonlySet<DraftFault> = new Set(['audience', 'sendAt']);
const NOTHING_MISSING: readonly FooterPart[] = [];
const NAMED_PLACEHOLDERS = 3;

/**
 * Holds the state of a message from the first character to the provider's answer: draft, count, cost, faults, review and
 * submission. `SmsComposer` is built on it. Requires an `SmsUiProvider`, whose `messages` may be empty where `faultIn` is not used.
 *
 * @example
 * const composer = useSmsComposer({ senders, onSubmit });
 * <form {...composer.getRootProps()}>
 *   <textarea {...composer.getTextProps()} />
 *   <p {...composer.getFaultProps('text')}>{composer.faultIn('text')}</p>
 *   <button {...composer.getReviewProps()}>Review</button>
 * </form>
 */
export function useSmsComposer(options: UseSmsComposerOptions): UseSmsComposer {
  const { senders, balance, blocked, onChange, onSubmit, onPreview, readOnly = false } = options;
  const isPersonal = options.personal === true;
  const { t, profile, now } = useSmsUi();
  const { brand } = profile;
  const brandLink = brand && 'link' in brand.optOut ? sampleOptOutLink(brand.optOut.link) : undefined;
  const { optOutLink = brandLink } = options;
  const given = isPersonal ? undefined : options.variables;
  const variables = useMemo(() => withOptOutLink(given, optOutLink), [given, optOutLink]);
  const id = useId();
  const [draft, setDraft] = useControlled(options.value, () => ({
    ...emptyDraft(senders),
    ...options.defaultValue,
  }));
  const { open: openReview, end: endSubmission, isOut, ...submitting } = useReview({ onSubmit, onPreview });
  const { isSending, isSent } = submitting;
  /** The faults of the last review; undefined before the first one. */
  const [reviewed, setReviewed] = useState<readonly DraftFault[]>();
  const [checkedAt, setCheckedAt] = useState(0);
  const root = useRef<HTMLElement | null>(null);
  const rootRef = useCallback((element: HTMLElement | null) => {
    root.current = element;
  }, []);
  const { characterMode, turkishLetterCost, recipientsPerOrder } = profile;

  // `set` keeps its identity, so that typing in the text does not render the memoised recipients.
  const latest = useRef<{
    draft: SmsDraft;
    change: (next: SmsDraft, reason: keyof SmsDraft | 'reset' | 'open') => void;
  }>(undefined);
  const set: UseSmsComposer['set'] = useCallback((field, value) => {
    if (latest.current === undefined) return;
    const next = { ...latest.current.draft, [field]: value };
    // Several fields may change before the next render, as at hydration.
    latest.current.draft = next;
    latest.current.change(next, field);
  }, []);

  const recipients = useMemo(() => sendable(draft.recipients.list, blocked), [draft.recipients, blocked]);
  const { text, kind } = draft;
  const sentText = useMemo(
    () => (kind === undefined ? text : lawfulText({ kind, text }, brand)),
    [kind, text, brand],
  );
  const missing = useMemo(
    () =>
      kind === 'commercial' && brand !== undefined && text.trim() !== ''
        ? missingParts(sentText, brand)
        : NOTHING_MISSING,
    [kind, text, sentText, brand],
  );
  const { personal, faulty, isRead } = usePersonalMessage({
    isOn: isPersonal,
    text: sentText,
    recipients: draft.recipients,
    numbers: recipients,
    values: draft.values,
    optOutLink,
    onChange: (values) => set('values', values),
  });
  const ownCount = useMemo(
    () => countMessage(sentText, variables, { characterMode, turkishLetterCost }),
    [sentText, variables, characterMode, turkishLetterCost],
  );
  const total = personal?.cost;
  const count = useMemo(
    () =>
      total === undefined ? ownCount : { ...ownCount, least: total.min, most: total.max, mayBillMore: false },
    [ownCount, total],
  );
  const unfilled = useMemo(
    () => (isRead ? NONE : unfilledPlaceholders(sentText, variables)),
    [sentText, variables, isRead],
  );
  const facts = { recipients, count, unfilled, faulty, personal, sentText, missing };
  const shownCheck = checkDraft(draft, facts, checkedAt);
  const faults =
    reviewed === undefined || shownCheck.ok
      ? []
      : shownCheck.faults.filter((fault) => !REVEALED.has(fault) || reviewed.includes(fault));
  const cost = costOf();

  function costOf(): MessageCost | undefined {
    if (recipients.length === 0 || count.parts === 0) return undefined;
    if (personal === undefined) {
      return { least: count.least * recipients.length, most: count.most * recipients.length };
    }
    return total === undefined || total.rows === 0 ? undefined : { least: total.total, most: total.totalMax };
  }

  /** Whether a review was asked for before the renderer of personal texts was loaded. A change of the draft withdraws it. */
  const isReviewDue = useRef(false);
  /** The field to focus after the next render. */
  const pendingFocus = useRef<keyof SmsDraft | undefined>(undefined);
  useEffect(() => {
    const field = pendingFocus.current;
    pendingFocus.current = undefined;
    if (field === undefined) return;
    const summary = faults.length > 1 ? findById(root.current, `${id}-summary`) : null;
    if (summary === null) focusField(root.current, `${id}-${field}`);
    else summary.focus();
  });

  const change = (next: SmsDraft, reason: keyof SmsDraft | 'reset' | 'open'): void => {
    // Another change may follow before the next render.
    if (latest.current !== undefined) latest.current.draft = next;
    isReviewDue.current = false;
    setDraft(next);
    onChange?.({ value: next, reason });
  };
  useEffect(() => {
    latest.current = { draft, change };
  });

  /** Checks the draft with a complete count. */
  const checkAt = (time: number): DraftCheck => {
    if (personal === undefined || !personal.isCounting) return checkDraft(draft, facts, time);
    return checkDraft(draft, { ...facts, personal: { ...personal, cost: personal.finish() } }, time);
  };
  const check = (): DraftCheck => checkAt(now ?? Date.now());
  const review = (): void => {
    if (isOut.current || readOnly) return;
    const time = now ?? Date.now();
    const checked = checkAt(time);
    isReviewDue.current = isPersonal && !isRead && !checked.ok;
    setReviewed(checked.ok ? [] : checked.faults);
    setCheckedAt(time);
    if (checked.ok) openReview(checked.message);
    else if (checked.faults[0] !== undefined) pendingFocus.current = FIELD_OF[checked.faults[0]];
  };
  useEffect(() => {
    if (isRead && isReviewDue.current) review();
  });
  // Until the renderer is loaded, a placeholder keeps the message from being sent, but is no mistake of the person.
  const hasUnfilled = unfilled.length > 0 && !isPersonal;
  const earlyFault = faulty.length > 0 ? 'template' : hasUnfilled ? 'placeholder' : undefined;
  const faultIn = (field: keyof SmsDraft): string | undefined => {
    const shown = faults.find((fault) => FIELD_OF[fault] === field);
    const early = field === 'text' && !isSent ? earlyFault : undefined;
    const fault = shown ?? early;
    return fault && describe(fault);
  };
  const describe = (fault: DraftFault): string =>
    t(`composer.fault.${fault}`, {
      max: MAX_PARTS,
      names: nameSome(faulty.length > 0 ? faulty : unfilled),
      parts: fault === 'content' ? missing.map((part) => t(`content.part.${part}`)).join(', ') : '',
      example: `{${personal?.message.names[0] ?? 'ad'}|${t('composer.fallback')}}`,
    });
  const checkTest = (number: string): DraftCheck => {
    const shown = personal?.textOf(personal.shown);
    const checked = checkDraft(
      { ...draft, sendAt: 'now' },
      { ...facts, recipients: [number], personal: undefined },
      0,
    );
    if (personal === undefined || !checked.ok) return checked;
    if (shown?.ok !== true) return { ok: false, faults: ['values'] };
    return { ok: true, message: { ...checked.message, values: [personal.valuesOf(personal.shown)] } };
  };
  const composer = {
    draft,
    sentText,
    missing,
    variables,
    count,
    recipients,
    orderCount: Math.ceil(recipients.length / recipientsPerOrder),
    cost,
    balanceAfter: balance === undefined || cost === undefined ? undefined : balance - cost.most,
    unfilled,
    personal,
    faults,
    faultIn,
    describe,
    check,
    checkTest,
    ...submitting,
    isLocked: readOnly || isSending || isSent,
    set,
    open: (value) => {
      setReviewed(undefined);
      change(value, 'open');
    },
    review,
    focusField: (field) => focusField(root.current, `${id}-${field}`),
    declareNotSent: () => {
      endSubmission();
      focusField(root.current, `${id}-text`);
    },
    startOver: () => {
      endSubmission();
      // The control that starts over is removed with the notice around it.
      pendingFocus.current = 'recipients';
      setReviewed(undefined);
      change({ ...emptyDraft(senders), sender: draft.sender }, 'reset');
    },
  } satisfies Omit<UseSmsComposer, keyof ComposerProps>;
  return {
    ...composer,
    ...useComposerProps(id, { ...composer, rootRef, readOnly, hasSenders: senders.length > 0 }),
  };
}

/** Returns the variables with the opt-out link of a recipient. */
function withOptOutLink(
  variables: readonly TemplateVariable[] | undefined,
  link: string | undefined,
): readonly TemplateVariable[] | undefined {
  if (link === undefined) return variables;
  const name = OPT_OUT_FIELD.slice(1, -1);
  return [...(variables ?? []), { name, label: name, shortest: link, longest: link, sample: link }];
}

/** Focuses the control of a field, or the first control inside of the element that carries the field's id. */
function focusField(root: HTMLElement | null, id: string): void {
  const target = findById(root, id);
  const control = target?.matches('input, textarea, select, button')
    ? target
    : target?.querySelector<HTMLElement>('textarea, button');
  control?.focus();
}

/** Joins the first placeholders of a text. */
function nameSome(placeholders: readonly string[]): string {
  const named = placeholders.slice(0, NAMED_PLACEHOLDERS).join(', ');
  return placeholders.length > NAMED_PLACEHOLDERS ? `${named}, …` : named;
}
