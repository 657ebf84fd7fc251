import { foldHeader, type ListColumn } from 'iletimerkezi-core/files';
import {
  countRow,
  explainParts,
  mapColumns,
  OPT_OUT_PLACEHOLDER,
  parseTemplate,
  placeholderName,
  TemplateCounter,
  valuesOf,
  type ColumnMapping,
  type PartsCause,
  type RowCost,
  type Template,
  type TemplateCost,
  type TemplateFault,
  type TemplateValues,
} from 'iletimerkezi-core/templates';
import { OPT_OUT_FIELD } from 'iletimerkezi-core/content';
import type { SegmentOptions } from 'iletimerkezi-core/segments';
import type { RecipientsValue } from '../recipients/recipientsValue.js';

/** A person's decisions about the values of a text with placeholders. Names are folded as headers are. */
export interface DraftValues {
  /** The column of a placeholder, from 0; `null` for none. Default: the column of the same name. */
  columns?: Readonly<Record<string, number | null>>;
  /** Placeholders whose values become names: `AYŞE` is sent as `Ayşe`. */
  names?: readonly string[];
  /** Values that were written here, by number and placeholder. They replace those of the list. */
  edits?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A recipient with the cells of its row. */
export interface Person {
  number: string;
  /** The row of the spreadsheet, from 1. */
  row: number;
  cells: readonly string[];
}

/** A text with placeholders, and everything that fills it. */
export interface PersonalMessage {
  template: Template;
  /** The names that columns or a person fill: all but the opt-out link. */
  names: readonly string[];
  people: readonly Person[];
  /** The columns of the list except for the numbers. */
  columns: readonly ListColumn[];
  mapping: ColumnMapping;
  values: DraftValues;
  optOutLink: string | undefined;
  options: SegmentOptions;
}

interface PersonalInput {
  text: string;
  recipients: RecipientsValue;
  values: DraftValues;
  optOutLink: string | undefined;
  options: SegmentOptions;
}

const NO_CELLS: readonly string[] = [];

/** Returns the recipients with the cells of their rows, in the order of `numbers`. */
export function peopleOf({ list }: RecipientsValue, numbers: readonly string[]): Person[] {
  const rows = new Map<string, Person>();
  for (const row of list.rows) {
    if (row.status !== 'valid') continue;
    rows.set(row.value, { number: row.value, row: row.row, cells: row.cells ?? NO_CELLS });
  }
  return numbers.map((number) => rows.get(number) ?? { number, row: 0, cells: NO_CELLS });
}

/** Returns the columns of a list that may fill placeholders. */
export function valueColumns({ columns }: RecipientsValue): ListColumn[] {
  return columns?.all.filter(({ index }) => index !== columns.taken) ?? [];
}

/** Returns a placeholder per column of a list, each once. */
export function placeholdersOf(recipients: RecipientsValue): { name: string; label: string }[] {
  const labels = new Map<string, string>();
  for (const { name: label } of valueColumns(recipients)) {
    const name = label === undefined ? undefined : placeholderName(label);
    if (label !== undefined && name !== undefined && !labels.has(name)) labels.set(name, label);
  }
  return Array.from(labels, ([name, label]) => ({ name, label }));
}

/** Returns the text with what fills it; undefined for a text without placeholders, and the faults of one that cannot be read. */
export function personalMessage(
  { text, recipients, values, optOutLink, options }: PersonalInput,
  people: readonly Person[],
): { ok: true; message: PersonalMessage } | { ok: false; faults: readonly TemplateFault[] } | undefined {
  const parsed = parseTemplate(text);
  if (!parsed.ok) return parsed;
  const template = parsed.value;
  const isLink = ({ written }: { written: string }): boolean => written === OPT_OUT_FIELD;
  // A link is filled without values.
  if (template.placeholders.every((each) => optOutLink !== undefined && isLink(each))) return undefined;
  const columns = valueColumns(recipients);
  const names = template.names.filter((name) => foldHeader(name) !== OPT_OUT_PLACEHOLDER);
  const mapping = new Map(mapColumns(names, columns));
  for (const name of names) {
    const chosen = values.columns?.[foldHeader(name)];
    if (chosen !== undefined) mapping.set(name, chosen ?? undefined);
  }
  return {
    ok: true,
    message: { template, names, people, columns, mapping, values, optOutLink, options },
  };
}

/** Returns the values that the host's server gets for one person. */
export function valuesFor({ names, mapping, values }: PersonalMessage, person: Person): TemplateValues {
  const asNames = new Set(values.names);
  const isName = ([name]: readonly [string, unknown]): boolean => asNames.has(foldHeader(name));
  const found = valuesOf(person.cells, mapping);
  const named =
    asNames.size === 0
      ? undefined
      : valuesOf(person.cells, new Map([...mapping].filter(isName)), { case: 'names' });
  const edits = values.edits?.[person.number];
  const edited =
    edits &&
    Object.fromEntries(
      names.flatMap((name) => {
        const edit = edits[foldHeader(name)];
        return edit === undefined ? [] : [[name, edit]];
      }),
    );
  return named === undefined && edited === undefined ? found : { ...found, ...named, ...edited };
}

/** Returns the values with the link that the server will fill in. */
function shownValues(message: PersonalMessage, person: Person): TemplateValues {
  const values = valuesFor(message, person);
  return message.optOutLink === undefined ? values : { ...values, [OPT_OUT_PLACEHOLDER]: message.optOutLink };
}

/** Renders and counts the text of one person. */
export function costFor(message: PersonalMessage, person: Person): RowCost {
  return countRow(message.template, shownValues(message, person), message.options);
}

/** Returns another text with the values of a person; undefined where one is missing. */
export function textFor(message: PersonalMessage, person: Person, text: string): string | undefined {
  const parsed = parseTemplate(text);
  const rendered = parsed.ok ? parsed.value.render(shownValues(message, person)) : undefined;
  return rendered?.ok === true ? rendered.text : undefined;
}

/** Returns why the text of a person has more than `parts` parts. */
export function causeFor(message: PersonalMessage, person: Person, parts: number): PartsCause | undefined {
  return explainParts(message.template, shownValues(message, person), parts, message.options);
}

/** The cost for all people, and the people to look at, as indexes. */
export interface PeopleCost extends TemplateCost {
  /** People without a text, because values are missing. */
  faultyPeople: readonly number[];
  /** People whose text has more parts than the shortest one. */
  longerPeople: readonly number[];
}

/** Counts the texts of all people in steps. */
export class PeopleCounter {
  readonly #message: PersonalMessage;
  readonly #counter: TemplateCounter;
  readonly #parts: Uint8Array;
  readonly #faulty: number[] = [];
  #next = 0;

  constructor(message: PersonalMessage) {
    this.#message = message;
    this.#counter = new TemplateCounter(message.template, message.options);
    this.#parts = new Uint8Array(message.people.length);
  }

  /** Counts up to `limit` people more. Returns the cost once all are counted. */
  step(limit: number): PeopleCost | undefined {
    const { people } = this.#message;
    const end = Math.min(people.length, this.#next + limit);
    for (; this.#next < end; this.#next += 1) {
      const person = people[this.#next];
      if (person === undefined) continue;
      const row = this.#counter.add(shownValues(this.#message, person));
      if (row.ok) this.#parts[this.#next] = Math.min(row.count.parts, 255);
      else this.#faulty.push(this.#next);
    }
    return end === people.length ? this.#result() : undefined;
  }

  #result(): PeopleCost {
    const cost = this.#counter.cost();
    const longerPeople: number[] = [];
    if (cost.max > cost.min) {
      for (const [index, parts] of this.#parts.entries()) if (parts > cost.min) longerPeople.push(index);
    }
    return { ...cost, faultyPeople: this.#faulty, longerPeople };
  }
}

/** Counts the texts of all people at once. */
export function countPeople(message: PersonalMessage): PeopleCost {
  return new PeopleCounter(message).step(Number.POSITIVE_INFINITY) ?? EMPTY_COST;
}

const EMPTY_COST: PeopleCost = {
  rows: 0,
  faulty: 0,
  min: 0,
  max: 0,
  total: 0,
  totalMax: 0,
  byParts: [],
  faultyPeople: [],
  longerPeople: [],
};

/** Returns the next person after `from` whose number or cells contain the query, as headers are compared; -1 without one. */
export function findPerson(message: PersonalMessage, query: string, from: number): number {
  const { people } = message;
  const text = foldHeader(query);
  const digits = query.replace(/\D/g, '').replace(/^(?:90|0)/, '');
  if (text === '') return -1;
  for (let step = 1; step <= people.length; step += 1) {
    const index = (from + step) % people.length;
    const person = people[index];
    if (person === undefined) continue;
    if (digits.length > 2 && person.number.includes(digits)) return index;
    const edits = Object.values(message.values.edits?.[person.number] ?? {});
    if ([...person.cells, ...edits].some((cell) => foldHeader(cell).includes(text))) return index;
  }
  return -1;
}
