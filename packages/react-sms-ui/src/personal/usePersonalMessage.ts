'use client';
import { foldHeader } from 'iletimerkezi-core/files';
import type { PartsCause, RowCost, TemplateValues } from 'iletimerkezi-core/templates';
import { useEffect, useMemo, useState } from 'react';
import { useSmsUi } from '../provider/context.js';
import type { RecipientsValue } from '../recipients/recipientsValue.js';
import { personalParts } from './personalModule.js';
import type { DraftValues, PeopleCost, PersonalMessage, Person } from './personalMessage.js';

type PersonalParts = NonNullable<ReturnType<typeof personalParts.useModule>>;

interface PersonalInput {
  isOn: boolean;
  text: string;
  recipients: RecipientsValue;
  numbers: readonly string[];
  values: DraftValues | undefined;
  optOutLink: string | undefined;
  onChange: (values: DraftValues) => void;
}

/** A text with placeholders, its values and its cost. */
export interface Personal {
  message: PersonalMessage;
  /** Undefined until the first count is complete. While `isCounting`, the cost before the last change. */
  cost: PeopleCost | undefined;
  isCounting: boolean;
  /** The index of the person whose text is shown. */
  shown: number;
  show: (index: number) => void;
  /** Shows the next person whose number or cells contain the query. Returns whether there is one. */
  find: (query: string) => boolean;
  /** The text and the parts of a person. */
  textOf: (index: number) => RowCost | undefined;
  /** Returns another text with the values of the person that is shown; undefined where one is missing. */
  fill: (text: string) => string | undefined;
  /** Why the text of a person has more parts than the shortest one. */
  causeOf: (index: number) => PartsCause | undefined;
  /** The values of a person, as the host's server gets them. */
  valuesOf: (index: number) => TemplateValues;
  setColumn: (name: string, column: number | null) => void;
  setNames: (name: string, isName: boolean) => void;
  setValue: (index: number, name: string, value: string) => void;
  /** Completes the count of the present text at once. */
  finish: () => PeopleCost;
}

/** The message of a text with placeholders. */
export interface PersonalState {
  personal: Personal | undefined;
  /** The placeholders that cannot be read. */
  faulty: readonly string[];
  /** False while the renderer is not loaded. */
  isRead: boolean;
}

const NO_VALUES: DraftValues = {};
const NONE: readonly string[] = [];
const NO_PEOPLE: readonly Person[] = [];

/** People per step: a few milliseconds, so that the page stays responsive. */
const PEOPLE_PER_STEP = 2_000;

/** Fills a text with the values of each recipient and counts all texts, in steps for long lists. */
export function usePersonalMessage(input: PersonalInput): PersonalState {
  const { isOn, text, recipients, numbers, values = NO_VALUES, optOutLink, onChange } = input;
  const { profile } = useSmsUi();
  const { characterMode, turkishLetterCost } = profile;
  const [place, setPlace] = useState(0);
  const parts = personalParts.useModule(isOn);
  const people = useMemo(
    () => parts?.peopleOf(recipients, numbers) ?? NO_PEOPLE,
    [parts, recipients, numbers],
  );
  const read = useMemo(() => {
    if (parts === null || !text.includes('{')) return undefined;
    const options = { characterMode, turkishLetterCost };
    return parts.personalMessage({ text, recipients, values, optOutLink, options }, people);
  }, [parts, text, recipients, values, optOutLink, people, characterMode, turkishLetterCost]);
  const message = read?.ok === true ? read.message : undefined;
  const counted = useCount(parts, message);

  if (parts === null || message === undefined) {
    const faulty = read?.ok === false ? read.faults.map(({ written }) => written) : NONE;
    return { personal: undefined, faulty, isRead: parts !== null };
  }
  const shown = Math.min(place, Math.max(0, people.length - 1));
  const personal: Personal = {
    message,
    ...counted,
    shown,
    show: setPlace,
    find: (query) => {
      const found = parts.findPerson(message, query, shown);
      if (found !== -1) setPlace(found);
      return found !== -1;
    },
    textOf: (index) => {
      const person = people[index];
      return person && parts.costFor(message, person);
    },
    fill: (other) => {
      const person = people[shown];
      return person && parts.textFor(message, person, other);
    },
    causeOf: (index) => {
      const person = people[index];
      return person && parts.causeFor(message, person, counted.cost?.min ?? 1);
    },
    valuesOf: (index) => {
      const person = people[index];
      return person === undefined ? {} : parts.valuesFor(message, person);
    },
    setColumn: (name, column) =>
      onChange({ ...values, columns: { ...values.columns, [foldHeader(name)]: column } }),
    setNames: (name, isName) => {
      const others = values.names?.filter((each) => each !== foldHeader(name)) ?? [];
      onChange({ ...values, names: isName ? [...others, foldHeader(name)] : others });
    },
    setValue: (index, name, value) => {
      const person = people[index];
      if (person === undefined) return;
      const edits = { ...values.edits?.[person.number], [foldHeader(name)]: value };
      onChange({ ...values, edits: { ...values.edits, [person.number]: edits } });
    },
    finish: () =>
      counted.isCounting ? parts.countPeople(message) : (counted.cost ?? parts.countPeople(message)),
  };
  return { personal, faulty: NONE, isRead: true };
}

/** Counts short lists during the render, and long ones in steps after it. */
function useCount(
  parts: PersonalParts | null,
  message: PersonalMessage | undefined,
): { cost: PeopleCost | undefined; isCounting: boolean } {
  const isLong = message !== undefined && message.people.length > PEOPLE_PER_STEP;
  const atOnce = useMemo(
    () => (parts === null || message === undefined || isLong ? undefined : parts.countPeople(message)),
    [parts, message, isLong],
  );
  const [done, setDone] = useState<{ message: PersonalMessage; cost: PeopleCost }>();
  useEffect(() => {
    if (parts === null || message === undefined || !isLong) return undefined;
    const counter = new parts.PeopleCounter(message);
    let timer: ReturnType<typeof setTimeout>;
    const step = (): void => {
      const cost = counter.step(PEOPLE_PER_STEP);
      if (cost === undefined) timer = setTimeout(step, 0);
      else setDone({ message, cost });
    };
    timer = setTimeout(step, 0);
    return () => clearTimeout(timer);
  }, [parts, message, isLong]);
  if (!isLong) return { cost: atOnce, isCounting: false };
  return { cost: done?.cost, isCounting: done?.message !== message };
}
