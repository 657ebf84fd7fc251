'use client';
import { columnLetter, foldHeader, type ListColumn } from 'iletimerkezi-core/files';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { formatPhone } from '../i18n/format.js';
import { Button } from '../parts/Button.js';
import { Icon } from '../parts/Icon.js';
import { useSmsUi, type SmsUi } from '../provider/context.js';
import type { Personal } from './usePersonalMessage.js';

interface PersonalProps {
  personal: Personal;
  readOnly: boolean;
}

/** The values of a text with placeholders: their columns, each person's text, missing values and longer texts. */
export function PersonalFields({ personal, readOnly }: PersonalProps): ReactNode {
  const { t } = useSmsUi();
  const id = useId();
  return (
    <section className="sms-personal" data-slot="sms-composer-personal" aria-labelledby={`${id}-title`}>
      <div className="sms-label" id={`${id}-title`}>
        {t('composer.personal.title')}
      </div>
      <Columns personal={personal} readOnly={readOnly} />
      {personal.message.people.length === 0 ? (
        <p className="sms-hint">{t('composer.personal.noPeople')}</p>
      ) : (
        <>
          <Missing personal={personal} readOnly={readOnly} />
          <Person personal={personal} readOnly={readOnly} />
          <Longer personal={personal} />
        </>
      )}
    </section>
  );
}

/** The column of each placeholder, which a person can change. */
function Columns({ personal, readOnly }: PersonalProps): ReactNode {
  const { t } = useSmsUi();
  const id = useId();
  const { names, columns, mapping, values } = personal.message;
  return (
    <div className="sms-personal-columns">
      {names.map((name, index) => {
        const column = mapping.get(name);
        const written = `{${name}}`;
        return (
          <div key={name} className="sms-personal-column">
            <label className="sms-personal-name" htmlFor={`${id}-${index}`}>
              <span className="sms-personal-hidden">{`${t('composer.personal.column')} `}</span>
              <code>{written}</code>
            </label>
            <select
              id={`${id}-${index}`}
              className="sms-input sms-select"
              value={column ?? ''}
              disabled={readOnly}
              onChange={({ target }) =>
                personal.setColumn(name, target.value === '' ? null : Number(target.value))
              }
            >
              <option value="">{t('composer.personal.noColumn')}</option>
              {columns.map((each) => (
                <option key={each.index} value={each.index}>
                  {[columnName({ t }, each), each.sample[0]].filter(Boolean).join(': ')}
                </option>
              ))}
            </select>
            {column !== undefined && hasCapitals(columns.find((each) => each.index === column)) ? (
              <label className="sms-personal-case">
                <input
                  type="checkbox"
                  checked={values.names?.includes(foldHeader(name)) === true}
                  disabled={readOnly}
                  onChange={({ target }) => personal.setNames(name, target.checked)}
                />
                <span>{t('composer.personal.case')}</span>
              </label>
            ) : null}
          </div>
        );
      })}
    </div>
  );
}

/** Whether a column has values in capitals or small letters only, which may be names. */
const hasCapitals = (column: ListColumn | undefined): boolean =>
  column?.sample.some((cell) => /^\p{Lu}{3,}|^\p{Ll}{3,}/u.test(cell)) === true;

export function columnName({ t }: Pick<SmsUi, 't'>, { name, index }: ListColumn): string {
  return name ?? t('recipients.column.letter', { letter: columnLetter(index) });
}

/** One person with previous, next and search. */
function Person({ personal, readOnly }: PersonalProps): ReactNode {
  const { t, format } = useSmsUi();
  const [query, setQuery] = useState('');
  const [isMissed, setMissed] = useState(false);
  const { people, names } = personal.message;
  const { shown } = personal;
  const person = people[shown];
  const text = personal.textOf(shown);
  const find = (event: FormEvent): void => {
    event.preventDefault();
    setMissed(!personal.find(query));
  };
  if (person === undefined) return null;
  return (
    <div className="sms-personal-person" data-slot="sms-composer-person">
      <div className="sms-personal-bar">
        <Button
          aria-label={t('composer.personal.previous')}
          aria-disabled={shown === 0 || undefined}
          onClick={() => personal.show(shown - 1)}
        >
          <Icon name="previous" />
        </Button>
        <span className="sms-personal-place" role="status">
          {t('composer.personal.place', {
            place: format.number(shown + 1),
            total: format.number(people.length),
          })}
        </span>
        <Button
          aria-label={t('composer.personal.next')}
          aria-disabled={shown === people.length - 1 || undefined}
          onClick={() => personal.show(shown + 1)}
        >
          <Icon name="next" />
        </Button>
        <form role="search" className="sms-personal-search" onSubmit={find}>
          <input
            className="sms-input"
            type="search"
            aria-label={t('composer.personal.find')}
            placeholder={t('composer.personal.find')}
            value={query}
            onChange={({ target }) => {
              setQuery(target.value);
              setMissed(false);
            }}
          />
          <Button type="submit">{t('composer.personal.findNext')}</Button>
        </form>
      </div>
      {isMissed ? (
        <div className="sms-hint" role="status">
          {t('composer.personal.notFound')}
        </div>
      ) : null}
      <div className="sms-personal-values">
        <span className="sms-personal-number" dir="ltr">
          {formatPhone(person.number)}
        </span>
        {names.map((name) => (
          <ValueField key={name} personal={personal} index={shown} name={name} readOnly={readOnly} />
        ))}
      </div>
      {text?.ok === true ? (
        <p className="sms-personal-text" dir="auto">
          {text.text}
        </p>
      ) : null}
      {text?.ok === true && text.withoutSuffix.length > 0 ? (
        <div className="sms-hint">{t('composer.personal.suffix', { names: braced(text.withoutSuffix) })}</div>
      ) : null}
    </div>
  );
}

const braced = (names: readonly string[]): string => names.map((name) => `{${name}}`).join(', ');

interface ValueFieldProps extends PersonalProps {
  index: number;
  name: string;
}

/** The value of one person, which can be corrected. */
function ValueField({ personal, index, name, readOnly }: ValueFieldProps): ReactNode {
  const { t } = useSmsUi();
  const person = personal.message.people[index];
  const value = personal.valuesOf(index)[name] ?? '';
  const text = personal.textOf(index);
  const isMissing = text?.ok === false && [...text.missing, ...text.invalid].includes(name);
  return (
    <label className="sms-personal-value">
      <code>{`{${name}}`}</code>
      <input
        className="sms-input"
        dir="auto"
        value={value}
        readOnly={readOnly}
        aria-invalid={isMissing || undefined}
        aria-label={t('composer.personal.value', {
          name: `{${name}}`,
          number: formatPhone(person?.number ?? ''),
        })}
        onChange={({ target }) => personal.setValue(index, name, target.value)}
      />
    </label>
  );
}

const LISTED = 20;

/** The people without a value, each with a field for it. A field stays once it was used, so that nothing moves away. */
function Missing({ personal, readOnly }: PersonalProps): ReactNode {
  const { t, format } = useSmsUi();
  const faulty = personal.isCounting ? [] : (personal.cost?.faultyPeople ?? []);
  const { people } = personal.message;
  const [kept, setKept] = useState<{ people: unknown; listed: readonly number[] }>();
  const before = kept?.people === people ? kept.listed : [];
  const listed = [...new Set([...before, ...faulty.slice(0, LISTED)])].toSorted((one, two) => one - two);
  if (listed.length === 0) return null;
  const more = faulty.filter((index) => !listed.includes(index)).length;
  return (
    // Handles the focus that bubbles up from the fields.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className="sms-personal-list"
      data-slot="sms-composer-missing"
      onFocus={() => setKept({ people, listed })}
    >
      <div className="sms-personal-missing" role="status">
        <Icon name={faulty.length > 0 ? 'warning' : 'delivered'} />
        <span>
          {faulty.length > 0
            ? t('composer.personal.missing', { count: faulty.length })
            : t('composer.personal.complete')}
        </span>
      </div>
      <ul>
        {listed.map((index) => {
          const person = personal.message.people[index];
          const text = personal.textOf(index);
          const lacking = text?.ok === false ? [...text.missing, ...text.invalid] : [];
          const edited = Object.keys(personal.message.values.edits?.[person?.number ?? ''] ?? {});
          const names = personal.message.names.filter(
            (name) => lacking.includes(name) || edited.includes(foldHeader(name)),
          );
          return (
            <li key={index}>
              <Place personal={personal} index={index} />
              {names.map((name) => (
                <ValueField key={name} personal={personal} index={index} name={name} readOnly={readOnly} />
              ))}
            </li>
          );
        })}
      </ul>
      {more > 0 ? (
        <div className="sms-hint">{t('composer.personal.more', { count: format.number(more) })}</div>
      ) : null}
    </div>
  );
}

/** The people whose text has more SMS than the shortest one, each with the reason. */
function Longer({ personal }: { personal: Personal }): ReactNode {
  const { t, format } = useSmsUi();
  const [isOpen, setOpen] = useState(false);
  const { cost, isCounting } = personal;
  if (cost === undefined || cost.longerPeople.length === 0) return null;
  const longer = cost.longerPeople;
  return (
    <details
      className="sms-personal-list"
      data-slot="sms-composer-longer"
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>
        {cost.byParts
          .map(({ parts, rows }) =>
            t('composer.personal.byParts', {
              parts: t('counter.parts', { count: parts }),
              people: t('counter.recipients', { count: rows }),
            }),
          )
          .join(' · ')}
      </summary>
      {isOpen && !isCounting ? (
        <ul>
          {longer.slice(0, LISTED).map((index) => {
            const cause = personal.causeOf(index);
            const text = personal.textOf(index);
            return (
              <li key={index}>
                <Place personal={personal} index={index} />
                <span>
                  {[
                    text?.ok === true ? t('counter.parts', { count: text.count.parts }) : undefined,
                    cause &&
                      (cause.cause === 'character'
                        ? t('composer.personal.character', {
                            character: cause.character,
                            name: `{${cause.name}}`,
                          })
                        : t('composer.personal.length', { name: `{${cause.name}}` })),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </li>
            );
          })}
        </ul>
      ) : null}
      {isOpen && longer.length > LISTED ? (
        <div className="sms-hint">
          {t('composer.personal.more', { count: format.number(longer.length - LISTED) })}
        </div>
      ) : null}
    </details>
  );
}

/** Leads to a person of a list. */
function Place({ personal, index }: { personal: Personal; index: number }): ReactNode {
  const { t } = useSmsUi();
  const person = personal.message.people[index];
  if (person === undefined) return null;
  return (
    <Button kind="plain" onClick={() => personal.show(index)}>
      <span dir="ltr">{formatPhone(person.number)}</span>
      <span className="sms-hint">{t('composer.personal.row', { row: String(person.row) })}</span>
    </Button>
  );
}
