'use client';
import {
  forwardRef,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
  type ComponentPropsWithoutRef,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { Keys } from '../../parts/Keys.js';
import { partsOf, type ClassNames } from '../../parts/part.js';
import { useAnnouncement } from '../../parts/useAnnouncement.js';
import { useSmsUi } from '../../provider/context.js';
import { matchingCommands, type Command } from './matchingCommands.js';

/** The parts of a CommandMenu that take a class name. */
export type CommandMenuPart = 'root' | 'input' | 'list' | 'group' | 'option' | 'empty' | 'keys';

export interface CommandMenuProps extends Omit<
  ComponentPropsWithoutRef<'dialog'>,
  'children' | 'open' | 'onClose'
> {
  /** What can be chosen, in the order of the list. Commands of one group follow each other. */
  commands: readonly Command[];
  /** Called with the chosen command, after the menu has closed and the focus is back. */
  onChoose: (choice: { id: string }) => void;
  /** Called when the menu closes, by a choice as well. Render it no longer. */
  onClose: () => void;
  /** Called with the text of the search, for commands that the host adds because of it. */
  onSearchChange?: (change: { search: string }) => void;
  classNames?: ClassNames<CommandMenuPart>;
}

/**
 * Searches pages and actions in a modal dialog, and runs the chosen one. It is open while it is rendered. The search ignores
 * case and Turkish marks.
 *
 * @example {isOpen && <CommandMenu commands={commands} onChoose={({ id }) => run(id)} onClose={close} />}
 */
export const CommandMenu = forwardRef<HTMLDialogElement, CommandMenuProps>(function CommandMenu(
  { commands, onChoose, onClose, onSearchChange, classNames, className, onPointerDown, ...rest },
  ref,
) {
  const { t } = useSmsUi();
  const part = partsOf('command-menu', classNames);
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [search, setSearch] = useState('');
  const [chosenId, setChosenId] = useState<string>();
  const matching = matchingCommands(commands, search);
  const active = Math.max(
    0,
    matching.findIndex((command) => command.id === chosenId),
  );
  const activeId = matching[active]?.id;
  const spoken = useAnnouncement(search === '' ? '' : t('commands.count', { count: matching.length }));

  useImperativeHandle<HTMLDialogElement | null, HTMLDialogElement | null>(ref, () => dialog.current, []);
  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView?.({ block: 'nearest' });
  }, [activeId]);

  const choose = (command: Command | undefined): void => {
    if (command === undefined) return;
    dialog.current?.close();
    onChoose({ id: command.id });
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (event.nativeEvent.isComposing || (step === undefined && event.key !== 'Enter')) return;
    event.preventDefault();
    if (step === undefined) choose(matching[active]);
    else setChosenId(matching.at((active + step) % matching.length)?.id);
  };

  const options = (some: readonly Command[]): ReactNode =>
    some.map((command) => (
      // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the keys belong to the text box
      <div
        key={command.id}
        {...part('option')}
        role="option"
        id={`${id}-${command.id}`}
        aria-selected={command.id === activeId}
        onPointerMove={() => setChosenId(command.id)}
        onClick={() => choose(command)}
      >
        <span className="sms-command-label">{command.label}</span>
        {command.detail === undefined ? null : <span className="sms-hint">{command.detail}</span>}
        {command.keys === undefined ? null : <Keys keys={command.keys} />}
      </div>
    ));

  return (
    <dialog
      aria-label={t('commands.label')}
      {...rest}
      {...part('root', className)}
      ref={dialog}
      onClose={onClose}
      onPointerDown={(event) => {
        onPointerDown?.(event);
        // The panel fills the dialog: only a press on the backdrop hits the dialog itself.
        if (event.target === event.currentTarget) dialog.current?.close();
      }}
    >
      <div className="sms-command-panel">
        <input
          {...part('input')}
          type="text"
          role="combobox"
          aria-label={t('commands.search')}
          placeholder={t('commands.search')}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={activeId === undefined ? undefined : `${id}-${activeId}`}
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          value={search}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setSearch(event.target.value);
            setChosenId(undefined);
            onSearchChange?.({ search: event.target.value });
          }}
        />
        {/* The focus stays in the text box: a press does not move it, and Tab not to the scrolling list. */}
        <div
          {...part('list')}
          ref={list}
          id={`${id}-list`}
          role="listbox"
          aria-label={t('commands.list')}
          tabIndex={-1}
          onMouseDown={(event) => event.preventDefault()}
        >
          {groupsOf(matching).map(({ name, commands: some }, place) =>
            name === undefined ? (
              options(some)
            ) : (
              <div key={some[0]?.id} {...part('group')} role="group" aria-labelledby={`${id}-group-${place}`}>
                <div id={`${id}-group-${place}`} className="sms-command-heading" role="presentation">
                  {name}
                </div>
                {options(some)}
              </div>
            ),
          )}
        </div>
        {matching.length === 0 ? <p {...part('empty')}>{t('commands.none', { search })}</p> : null}
        <p {...part('keys')} aria-hidden="true">
          {(['move', 'choose', 'close'] as const).map((what) => (
            <span key={what}>
              <kbd className="sms-key">{KEY_NAMES[what]}</kbd> <span>{t(`commands.keys.${what}`)}</span>
            </span>
          ))}
        </p>
      </div>
      <output className="sms-hidden">{spoken}</output>
    </dialog>
  );
});

/** Steps through the list, which wraps. */
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

const KEY_NAMES = { move: '↑ ↓', choose: 'Enter', close: 'Esc' } as const;

/** Returns the commands by group, in their order. */
function groupsOf(commands: readonly Command[]): { name: string | undefined; commands: Command[] }[] {
  const groups: { name: string | undefined; commands: Command[] }[] = [];
  for (const command of commands) {
    const last = groups.at(-1);
    if (last && last.name === command.group) last.commands.push(command);
    else groups.push({ name: command.group, commands: [command] });
  }
  return groups;
}
