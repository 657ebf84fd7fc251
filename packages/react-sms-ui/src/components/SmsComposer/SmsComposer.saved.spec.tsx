import { describe, expect, it, jest } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import '../../test-support/dialog.js';
import '../../test-support/layout.js';
import { expectAccessible, renderKit } from '../../test-support/renderKit.js';
import { recipientsFromText } from '../../recipients/recipientsValue.js';
import { SmsComposer } from './index.js';
import type { MessageTemplate, SavedChange, SavedDraft, SmsComposerProps } from './SmsComposer.types.js';

/** Stores items as a host does. */
function applied<Item extends { name: string }>(items: readonly Item[], change: SavedChange<Item>): Item[] {
  const { item, previous } = change;
  const others = items.filter(({ name }) => name !== previous?.name);
  return item === undefined ? others : [...others, item];
}

type Fails = () => Promise<unknown>;

function setUp(props: Partial<SmsComposerProps> = {}, fails: Fails = async () => undefined) {
  const onSaveTemplate = jest.fn(fails as (change: SavedChange<MessageTemplate>) => Promise<unknown>);
  const onSaveDraft = jest.fn(fails as (change: SavedChange<SavedDraft>) => Promise<unknown>);
  function Host() {
    const [templates, setTemplates] = useState(props.templates ?? []);
    const [drafts, setDrafts] = useState(props.drafts ?? []);
    return (
      <SmsComposer
        senders={['MARKA']}
        onSubmit={async () => ({ state: 'accepted', orderIds: [] })}
        {...props}
        templates={templates}
        onSaveTemplate={async (change) => {
          await onSaveTemplate(change);
          setTemplates((items) => applied(items, change));
        }}
        drafts={drafts}
        onSaveDraft={async (change) => {
          await onSaveDraft(change);
          setDrafts((items) => applied(items, change));
        }}
      />
    );
  }
  return { ...renderKit(<Host />), onSaveTemplate, onSaveDraft, user: userEvent.setup() };
}

const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
const press = (name: string) => screen.getByRole('button', { name });
const optionsOf = (name: string) =>
  screen.queryByRole<HTMLSelectElement>('combobox', { name }) === null
    ? []
    : [...screen.getByRole<HTMLSelectElement>('combobox', { name }).options].slice(1).map(({ text }) => text);

const WELCOME = { name: 'Hoş geldiniz', text: 'Merhaba' };

describe('SmsComposer with templates that the host stores', () => {
  it('saves a text under a name, and undoes it', async () => {
    const { user, onSaveTemplate, container } = setUp();
    expect(screen.getByText('No template is saved yet.')).toBeTruthy();
    expect(press('Save as template').getAttribute('aria-disabled')).toBe('true');
    await user.type(box(), 'Merhaba');
    await user.click(press('Save as template'));
    await user.click(press('Save'));
    expect(screen.getByText('Enter a name.')).toBeTruthy();
    await user.type(screen.getByRole('textbox', { name: 'Name of the template' }), ' Karşılama ');
    await expectAccessible(container);
    await user.click(press('Save'));
    expect(await screen.findByText('“Karşılama” was saved.')).toBeTruthy();
    expect(optionsOf('Start from a template')).toEqual(['Karşılama']);
    await user.click(press('Undo'));
    await waitFor(() => expect(optionsOf('Start from a template')).toEqual([]));
    expect(box().value).toBe('Merhaba');
    expect(onSaveTemplate.mock.calls.map(([{ reason }]) => reason)).toEqual(['add', 'undo']);
  });

  it('overwrites the template of the same name in any letter case, after saying so', async () => {
    const { user, onSaveTemplate } = setUp({ templates: [WELCOME] });
    await user.type(box(), 'İyi günler');
    await user.click(press('Save as template'));
    await user.type(screen.getByRole('textbox', { name: 'Name of the template' }), 'HOŞ GELDİNİZ');
    expect(screen.getByText('“Hoş geldiniz” exists already. It will be replaced.')).toBeTruthy();
    await user.click(press('Overwrite'));
    await screen.findByText('“Hoş geldiniz” was saved.');
    expect(onSaveTemplate.mock.calls[0]?.[0]).toEqual({
      item: { name: 'Hoş geldiniz', text: 'İyi günler' },
      previous: WELCOME,
      reason: 'overwrite',
    });
  });

  it('saves changes to the template that is open, and renames it', async () => {
    const { user, onSaveTemplate } = setUp({ templates: [WELCOME, { name: 'Kargo', text: 'Yolda' }] });
    await user.selectOptions(screen.getByRole('combobox', { name: 'Start from a template' }), '0');
    expect(box().value).toBe('Merhaba');
    expect(screen.queryByRole('button', { name: /Save changes/ })).toBeNull();
    await user.type(box(), '!');
    await user.click(press('Save changes to “Hoş geldiniz”'));
    await screen.findByText('“Hoş geldiniz” was saved.');
    await user.click(press('Rename “Hoş geldiniz”'));
    const name = screen.getByRole('textbox', { name: 'Name of the template' });
    await user.clear(name);
    await user.type(name, 'kargo');
    await user.click(press('Save'));
    expect(screen.getByText('“Kargo” exists already. Choose another name.')).toBeTruthy();
    await user.clear(name);
    await user.type(name, 'Selam{Enter}');
    await screen.findByText('“Selam” was saved.');
    expect(optionsOf('Start from a template').toSorted()).toEqual(['Kargo', 'Selam']);
    expect(onSaveTemplate.mock.lastCall?.[0]).toEqual({
      item: { name: 'Selam', text: 'Merhaba!' },
      previous: { name: 'Hoş geldiniz', text: 'Merhaba!' },
      reason: 'rename',
    });
  });

  it('keeps the text after a failure, and saves it with another try', async () => {
    let isAway = true;
    const { user, onSaveTemplate } = setUp({}, () =>
      isAway ? Promise.reject(new Error('cut')) : Promise.resolve(),
    );
    await user.type(box(), 'Merhaba');
    await user.click(press('Save as template'));
    await user.type(screen.getByRole('textbox', { name: 'Name of the template' }), 'Selam{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('“Selam” could not be saved');
    expect(box().value).toBe('Merhaba');
    isAway = false;
    await user.click(press('Try again'));
    await screen.findByText('“Selam” was saved.');
    expect(onSaveTemplate).toHaveBeenCalledTimes(2);
  });
});

describe('SmsComposer with drafts that the host stores', () => {
  const draft: SavedDraft = {
    name: 'Yaz',
    value: {
      recipients: recipientsFromText('0530 123 45 67'),
      text: 'Yaz indirimi',
      kind: 'commercial',
      audience: 'TACIR',
      sendAt: 'now',
      sender: 'MARKA',
    },
  };

  it('opens a draft, and returns to what was written before', async () => {
    const { user } = setUp({ drafts: [draft] });
    await user.type(box(), 'Yarım kalan');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Open a draft' }), '0');
    expect(box().value).toBe('Yaz indirimi');
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /Merchants/ }).checked).toBe(true);
    expect(screen.queryByRole('button', { name: /Save changes/ })).toBeNull();
    await user.click(press('Return to what I wrote'));
    expect(box().value).toBe('Yarım kalan');
    expect(screen.queryByRole('radio', { name: /Merchants/ })).toBeNull();
  });

  it('saves everything that is written', async () => {
    const { user, onSaveDraft } = setUp();
    await user.type(box(), 'Merhaba');
    await user.click(screen.getByRole('radio', { name: /Transactional/ }));
    await user.click(press('Save as draft'));
    await user.type(screen.getByRole('textbox', { name: 'Name of the draft' }), 'Bir{Enter}');
    await screen.findByText('“Bir” was saved.');
    expect(onSaveDraft.mock.calls[0]?.[0].item).toMatchObject({
      name: 'Bir',
      value: { text: 'Merhaba', kind: 'transactional', sender: 'MARKA' },
    });
    await user.type(box(), '!');
    await user.click(press('Save changes to “Bir”'));
    await waitFor(() => expect(onSaveDraft).toHaveBeenCalledTimes(2));
    expect(onSaveDraft.mock.calls[1]?.[0]).toMatchObject({
      item: { value: { text: 'Merhaba!' } },
      reason: 'overwrite',
    });
  });
});
