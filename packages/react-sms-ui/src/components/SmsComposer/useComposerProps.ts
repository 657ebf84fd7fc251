'use client';
import type { ChangeEvent, KeyboardEvent } from 'react';
import type { Audience, SmsDraft } from './SmsComposer.types.js';
import type { Submission } from './useReview.js';

/** Attributes that tie a control to its field and its fault. */
export interface FieldProps {
  id: string;
  'aria-invalid': true | undefined;
  /** The id of the element that has `getFaultProps` of the same field; undefined without a fault. */
  'aria-describedby': string | undefined;
}

export interface OptionProps {
  /** Only on the first option, which receives the focus where the field has a fault. */
  id: string | undefined;
  type: 'radio';
  name: string;
  checked: boolean;
  disabled: boolean;
  onChange: () => void;
}

/** Props for the controls of a composer in markup of one's own. */
export interface ComposerProps {
  /** For the element around all fields. Ctrl/⌘ + Enter inside of it opens the review and never sends. */
  getRootProps: () => {
    /** Finds the first field with a fault, also in a shadow root or a frame. */
    ref: (element: HTMLElement | null) => void;
    'data-state': Submission['state'];
    onKeyDown: (event: KeyboardEvent) => void;
  };
  /** For any control of a field, such as `recipients` or `sendAt`. */
  getFieldProps: (field: keyof SmsDraft) => FieldProps;
  /** For the element that shows `faultIn` of the field. */
  getFaultProps: (field: keyof SmsDraft) => { id: string };
  /** For the element that lists `faults` with `describe`, and focuses a field with `focusField`. */
  getSummaryProps: () => { id: string; tabIndex: -1 };
  /** For a `textarea`. */
  getTextProps: () => FieldProps & {
    value: string;
    readOnly: boolean;
    onChange: (event: ChangeEvent<HTMLTextAreaElement>) => void;
  };
  /** For an `input` per kind. */
  getKindProps: (kind: 'transactional' | 'commercial') => OptionProps;
  /** For an `input` per audience, shown for commercial messages. */
  getAudienceProps: (audience: Audience) => OptionProps;
  /** For a `select` of senders with an empty option. */
  getSenderProps: () => FieldProps & {
    value: string;
    disabled: boolean;
    onChange: (event: ChangeEvent<HTMLSelectElement>) => void;
  };
  /** For the `button` that opens the review. */
  getReviewProps: () => {
    type: 'button';
    disabled: boolean;
    'aria-disabled': true | undefined;
    'aria-keyshortcuts': string;
    onClick: () => void;
  };
}

interface ComposerState {
  rootRef: (element: HTMLElement | null) => void;
  draft: SmsDraft;
  submission: Submission;
  faultIn: (field: keyof SmsDraft) => string | undefined;
  isSending: boolean;
  isSent: boolean;
  isLocked: boolean;
  readOnly: boolean;
  hasSenders: boolean;
  set: <Field extends keyof SmsDraft>(field: Field, value: SmsDraft[Field]) => void;
  review: () => void;
}

/** Makes the prop getters of a composer whose ids begin with `id`. A hook, because the getters may read refs in events. */
export function useComposerProps(id: string, composer: ComposerState): ComposerProps {
  const { draft, faultIn, isSending, isSent, isLocked, readOnly, set, review } = composer;
  const fieldProps = (field: keyof SmsDraft): FieldProps => {
    const hasFault = faultIn(field) !== undefined;
    return {
      id: `${id}-${field}`,
      'aria-invalid': hasFault || undefined,
      'aria-describedby': hasFault ? `${id}-${field}-fault` : undefined,
    };
  };
  const optionProps = (field: 'kind' | 'audience', isFirst: boolean) => ({
    id: isFirst ? `${id}-${field}` : undefined,
    type: 'radio' as const,
    name: `${id}-${field}`,
    disabled: isLocked,
  });
  return {
    getRootProps: () => ({
      ref: composer.rootRef,
      'data-state': composer.submission.state,
      onKeyDown: (event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || readOnly || isSent) return;
        event.preventDefault();
        review();
      },
    }),
    getFieldProps: fieldProps,
    getFaultProps: (field) => ({ id: `${id}-${field}-fault` }),
    getSummaryProps: () => ({ id: `${id}-summary`, tabIndex: -1 }),
    getTextProps: () => ({
      ...fieldProps('text'),
      value: draft.text,
      readOnly: isLocked,
      onChange: (event) => set('text', event.target.value),
    }),
    getKindProps: (kind) => ({
      ...optionProps('kind', kind === 'transactional'),
      checked: draft.kind === kind,
      onChange: () => set('kind', kind),
    }),
    getAudienceProps: (audience) => ({
      ...optionProps('audience', audience === 'BIREYSEL'),
      checked: draft.audience === audience,
      onChange: () => set('audience', audience),
    }),
    getSenderProps: () => ({
      ...fieldProps('sender'),
      value: draft.sender,
      disabled: isLocked || !composer.hasSenders,
      onChange: (event) => set('sender', event.target.value),
    }),
    getReviewProps: () => ({
      type: 'button',
      disabled: readOnly || isSent,
      'aria-disabled': isSending || undefined,
      'aria-keyshortcuts': 'Control+Enter Meta+Enter',
      onClick: review,
    }),
  };
}
