import { foldHeader } from '../fold-header.js';
import { findPlaceholders } from '../segments/placeholders.js';
import { cleanValue } from './clean-value.js';
import { suffixCase, suffixOf, type SuffixCase } from './suffix.js';

/**
 * The placeholder of the recipient's opt-out link, `{ret}`. The sender of the message fills it, never a column of a list, so it
 * has neither a fallback nor a suffix.
 */
export const OPT_OUT_PLACEHOLDER = 'ret';

/** One placeholder of a template. */
export interface TemplatePlaceholder {
  /** The name as it is written. Names are equal if {@link foldHeader} makes them equal. */
  name: string;
  /** The placeholder with its braces: `{ad:'e|müşterimize}`. */
  written: string;
  /** Its position in the template in UTF-16 code units. */
  position: number;
  /** The text for a recipient without a value, as it is written and without a suffix. May be empty. */
  fallback: string | undefined;
  /** The case of its suffix. */
  suffix: SuffixCase | undefined;
}

/** The values of one recipient by name. A name is found exactly, else by {@link foldHeader}; then the first one counts. */
export type TemplateValues = Readonly<Record<string, string>>;

export type RenderedText =
  | {
      ok: true;
      text: string;
      /** Placeholders whose suffix was left out, because it is not certain for this value. */
      withoutSuffix: readonly string[];
    }
  | {
      ok: false;
      /** Placeholders without a value, or with a blank one, each once. */
      missing: readonly string[];
      /** Placeholders whose value contains a NUL character or half of a surrogate pair. */
      invalid: readonly string[];
    };

/** A parsed template. It never changes, and renders any number of recipients. */
export interface Template {
  readonly text: string;
  /** Every placeholder in the order of the text. */
  readonly placeholders: readonly TemplatePlaceholder[];
  /** The different names in the order of their first placeholder, each as it is written there. */
  readonly names: readonly string[];
  /**
   * Returns the text for one recipient. Inserts cleaned values ({@link cleanValue}); braces in a value are text. Takes linear
   * time.
   */
  render: (values: TemplateValues) => RenderedText;
  /** Returns the value that a name of the template takes, as it is given. */
  find: (values: TemplateValues, name: string) => string | undefined;
}

/**
 * Why a template cannot be used.
 *
 * - `placeholder-foreign`: the placeholder of another template language: `{{ad}}`, `%ad%`, `{$ad}`
 * - `placeholder-unclosed`: `{ad` or `{ad|…` without a closing brace on the same line
 * - `placeholder-empty`: `{}`
 * - `placeholder-suffix`: a colon without one of the suffixes `'e`, `'i`, `'in`, `'de`, `'den`
 * - `placeholder-order`: a suffix after the fallback: `{ad|müşterimiz:'e}` for `{ad:'e|müşterimize}`
 * - `placeholder-reserved`: `{ret}` with a fallback or a suffix
 * - `placeholder-unknown`: a name that is not among the given ones
 */
export type TemplateFaultCode =
  | 'placeholder-foreign'
  | 'placeholder-unclosed'
  | 'placeholder-empty'
  | 'placeholder-suffix'
  | 'placeholder-order'
  | 'placeholder-reserved'
  | 'placeholder-unknown';

export interface TemplateFault {
  code: TemplateFaultCode;
  /** The placeholder as it is written, or its beginning. */
  written: string;
  /** Its position in the template in UTF-16 code units. */
  position: number;
}

export type ParsedTemplate = { ok: true; value: Template } | { ok: false; faults: readonly TemplateFault[] };

export interface ParseTemplateOptions {
  /** The names that have values, such as the columns of a list. Any other name is a fault, except {@link OPT_OUT_PLACEHOLDER}. */
  names?: readonly string[];
}

/**
 * Parses a template: `{ad}` is replaced with the recipient's value, `{ad|müşterimiz}` has a fallback, `{ad:'e}` a suffix by vowel
 * harmony (Ayşe'ye, Can'a), which is left out when it is not certain. `\{` is a brace, `\\{` a backslash before a placeholder.
 * Braces around anything that {@link findPlaceholders} does not take for a name are text. Takes linear time.
 *
 * @example
 * const parsed = parseTemplate('Merhaba {ad|müşterimiz}');
 * if (parsed.ok) parsed.value.render({ Ad: 'Ayşe' }); // { ok: true, text: 'Merhaba Ayşe', withoutSuffix: [] }
 */
export function parseTemplate(text: string, options: ParseTemplateOptions = {}): ParsedTemplate {
  const escapes = findEscapes(text);
  // An escaped brace hides from the search, and every position stays.
  const searched = escapes.length === 0 ? text : masked(text, escapes);
  const placeholders: TemplatePlaceholder[] = [];
  const faults: TemplateFault[] = [];
  const known = options.names && new Set(options.names.map(foldHeader));
  let end = 0;
  for (const { written, position } of findPlaceholders(searched)) {
    findLooseBraces(searched, end, position, faults);
    end = position + written.length;
    const read = readPlaceholder(written, position, known);
    if ('code' in read) faults.push(read);
    else placeholders.push(read);
  }
  findLooseBraces(searched, end, text.length, faults);
  return faults.length > 0
    ? { ok: false, faults }
    : { ok: true, value: buildTemplate(text, placeholders, escapes) };
}

interface Escape {
  /** Position of the first of the backslashes before a brace. */
  start: number;
  backslashes: number;
}

/** Finds every brace that follows backslashes. */
function findEscapes(text: string): Escape[] {
  const escapes: Escape[] = [];
  let backslashes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '{' && backslashes > 0) escapes.push({ start: index - backslashes, backslashes });
    backslashes = character === '\\' ? backslashes + 1 : 0;
  }
  return escapes;
}

const isBraceEscaped = ({ backslashes }: Escape): boolean => backslashes % 2 === 1;

/** Replaces each escaped brace with a character that no placeholder contains. */
function masked(text: string, escapes: readonly Escape[]): string {
  let result = '';
  let from = 0;
  for (const escape of escapes.filter(isBraceEscaped)) {
    const brace = escape.start + escape.backslashes;
    result += `${text.slice(from, brace)}\n`;
    from = brace + 1;
  }
  return result + text.slice(from);
}

/** Finds `{}` and `{ad` without an end between two placeholders. */
function findLooseBraces(text: string, start: number, end: number, faults: TemplateFault[]): void {
  for (let position = text.indexOf('{', start); position !== -1 && position < end;) {
    const following = text.indexOf('{', position + 1);
    const stop = Math.min(following === -1 ? end : following, end);
    const inside = /^[^{}\n]*/.exec(text.slice(position + 1, stop))?.[0] ?? '';
    const isClosed = text.charAt(position + 1 + inside.length) === '}';
    if (isClosed && (inside.trim() === '' || inside.startsWith('|'))) {
      faults.push({ code: 'placeholder-empty', written: `{${inside}}`, position });
    } else if (!isClosed && /^[\p{L}_]/u.test(inside)) {
      const word = /^[\p{L}\p{N}_]{1,40}/u.exec(inside)?.[0] ?? '';
      faults.push({ code: 'placeholder-unclosed', written: `{${word}`, position });
    }
    position = following;
  }
}

function readPlaceholder(
  written: string,
  position: number,
  known: ReadonlySet<string> | undefined,
): TemplatePlaceholder | TemplateFault {
  const fault = (code: TemplateFaultCode): TemplateFault => ({ code, written, position });
  if (!/^\{[^{%$]/.test(written)) return fault('placeholder-foreign');
  if (!written.endsWith('}'))
    return fault(written.endsWith('|') ? 'placeholder-unclosed' : 'placeholder-foreign');

  const inside = written.slice(1, -1);
  const bar = inside.indexOf('|');
  const head = bar === -1 ? inside : inside.slice(0, bar);
  const fallback = bar === -1 ? undefined : inside.slice(bar + 1);
  const colon = head.indexOf(':');
  const name = (colon === -1 ? head : head.slice(0, colon)).trim();
  const form = colon === -1 ? undefined : head.slice(colon + 1).trim();
  const isReserved = foldHeader(name) === OPT_OUT_PLACEHOLDER;
  if (isReserved) {
    if (fallback !== undefined || form !== undefined) return fault('placeholder-reserved');
  } else if (known !== undefined && !known.has(foldHeader(name))) return fault('placeholder-unknown');
  const suffix = form !== undefined && /^['’]/.test(form) ? suffixCase(form.slice(1)) : undefined;
  if (form !== undefined && suffix === undefined) return fault('placeholder-suffix');
  if (fallback !== undefined && endsInSuffix(fallback)) return fault('placeholder-order');
  return { name, written, position, fallback, suffix };
}

/** Returns whether a fallback ends as a placeholder with a suffix does: it would be sent with the colon. */
function endsInSuffix(fallback: string): boolean {
  const form = /:\s*['’](\p{L}{1,3})\s*$/u.exec(fallback)?.[1];
  return form !== undefined && suffixCase(form) !== undefined;
}

/** The insertion at one place. */
interface Slot extends TemplatePlaceholder {
  /** The index of its name. */
  index: number;
  apostrophe: string;
}

function buildTemplate(
  text: string,
  placeholders: readonly TemplatePlaceholder[],
  escapes: readonly Escape[],
): Template {
  const folds = new Map<string, number>();
  const names: string[] = [];
  const slots = placeholders.map((placeholder): Slot => {
    const folded = foldHeader(placeholder.name);
    const index = folds.get(folded) ?? names.length;
    if (index === names.length) {
      names.push(placeholder.name);
      folds.set(folded, index);
    }
    return { ...placeholder, index, apostrophe: placeholder.written.includes(':’') ? '’' : "'" };
  });
  const literals = literalsBetween(text, placeholders, escapes);
  const find = valueFinder(names, folds);
  return {
    text,
    placeholders,
    names,
    render: (values) => render(literals, slots, names, find(values)),
    find: (values, name) => {
      const index = folds.get(foldHeader(name));
      return index === undefined ? undefined : find(values)[index];
    },
  };
}

/** Returns the texts around the placeholders with their escapes resolved: one more than there are placeholders. */
function literalsBetween(
  text: string,
  placeholders: readonly TemplatePlaceholder[],
  escapes: readonly Escape[],
): string[] {
  const literals: string[] = [];
  let literal = '';
  let from = 0;
  let next = 0;
  const takeUntil = (end: number): void => {
    for (let escape = escapes[next]; escape !== undefined && escape.start < end; escape = escapes[next]) {
      // Half of the backslashes stay; an odd one belongs to the brace.
      literal += text.slice(from, escape.start) + '\\'.repeat(Math.floor(escape.backslashes / 2));
      from = escape.start + escape.backslashes;
      next += 1;
    }
    literal += text.slice(from, end);
  };
  for (const { position, written } of placeholders) {
    takeUntil(position);
    literals.push(literal);
    literal = '';
    from = position + written.length;
  }
  takeUntil(text.length);
  return [...literals, literal];
}

type FoundValues = readonly (string | undefined)[];

/** Bounds the cache of folded names: rows of one list have the same names, rows of a service may have any. */
const MOST_FOLDS = 1000;

/** Returns a function that finds the value of each name: exactly, else by the fold. */
function valueFinder(
  names: readonly string[],
  indexes: ReadonlyMap<string, number>,
): (values: TemplateValues) => FoundValues {
  const foldCache = new Map<string, number>();
  const indexOf = (key: string): number => {
    let index = foldCache.get(key);
    if (index === undefined) {
      index = indexes.get(foldHeader(key)) ?? -1;
      if (foldCache.size < MOST_FOLDS) foldCache.set(key, index);
    }
    return index;
  };
  return (values) => {
    let isComplete = true;
    const found = names.map((name) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      if (value === undefined) isComplete = false;
      return value;
    });
    if (isComplete) return found;
    for (const key of Object.keys(values)) {
      const index = indexOf(key);
      if (index !== -1 && found[index] === undefined) found[index] = values[key];
    }
    return found;
  };
}

const NONE: readonly string[] = [];

function render(
  literals: readonly string[],
  slots: readonly Slot[],
  names: readonly string[],
  found: FoundValues,
): RenderedText {
  let text = literals[0] ?? '';
  let missing: Set<string> | undefined;
  let invalid: Set<string> | undefined;
  let withoutSuffix: Set<string> | undefined;
  let place = 0;
  for (const slot of slots) {
    const given = found[slot.index];
    const name = names[slot.index] ?? slot.name;
    const cleaned = typeof given === 'string' ? cleanValue(given) : undefined;
    if (cleaned?.ok === false) (invalid ??= new Set()).add(name);
    else if (cleaned === undefined || cleaned.value === '') {
      if (slot.fallback === undefined) (missing ??= new Set()).add(name);
      else text += slot.fallback;
    } else {
      text += cleaned.value;
      if (slot.suffix !== undefined) {
        const suffix = suffixOf(cleaned.value, slot.suffix);
        if (suffix === undefined) (withoutSuffix ??= new Set()).add(name);
        else text += slot.apostrophe + suffix;
      }
    }
    text += literals[(place += 1)] ?? '';
  }
  if (missing !== undefined || invalid !== undefined) {
    return { ok: false, missing: [...(missing ?? NONE)], invalid: [...(invalid ?? NONE)] };
  }
  return { ok: true, text, withoutSuffix: withoutSuffix === undefined ? NONE : [...withoutSuffix] };
}
