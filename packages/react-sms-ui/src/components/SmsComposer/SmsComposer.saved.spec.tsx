import { describe, expect, it, jest } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import '../../test-support/dialog.js';
import '../../test-support/layout.js';
import { expectAccessible, renderKit } from '../../test-support/renderKit.js';
import { recipientsFromText } from '../../recipients/recipientsValue.js';
import { SmsComposer } from './index.js';
import type {
  MessageTemplate,
  SavedDraft,
  SavedText,
  SavedTextChange,
  SavedTextResult,
  SmsComposerProps,
} from './SmsComposer.types.js';

/** Stores items as a host does. */
function applied<Item extends SavedText>(items: readonly Item[], change: SavedTextChange<Item>): Item[] {
  const { item, previous } = change;
  const others = items.filter(({ name }) => name !== previous?.name);
  return item === undefined ? others : [...others, item];
}

type Fails = () => Promise<void>;
type Save<Item extends SavedText> = (change: SavedTextChange<Item>) => Promise<SavedTextResult<Item> | void>;

function setUp(props: Partial<SmsComposerProps> = {}, fails: Fails = async () => undefined) {
  const onSaveTemplate = jest.fn<Save<MessageTemplate>>(props.onSaveTemplate ?? fails);
  const onSaveDraft = jest.fn<Save<SavedDraft>>(props.onSaveDraft ?? fails);
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
          const result = await onSaveTemplate(change);
          if (result === undefined) setTemplates((items) => applied(items, change));
          return result;
        }}
        drafts={drafts}
        onSaveDraft={async (change) => {
          const result = await onSaveDraft(change);
          if (result === undefined) setDrafts((items) => applied(items, change));
          return result;
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
      status: 'ready',
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
      status: 'ready',
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

describe('SmsComposer with templates of a server that keeps versions', () => {
  const STORED: MessageTemplate = {
    id: 'a1',
    version: 3,
    name: 'Puan',
    text: 'Puanınız var',
    kind: 'transactional',
    sender: 'MARKA',
  };
  /** Opens the stored template, changes it and saves, which has the given result. */
  const change = async (...results: SavedTextResult<MessageTemplate>[]) => {
    const set = setUp({ templates: [STORED], onSaveTemplate: async () => results.shift() });
    await set.user.selectOptions(screen.getByRole('combobox', { name: 'Start from a template' }), '0');
    await set.user.type(box(), '!');
    await set.user.click(press('Save changes to “Puan”'));
    return set;
  };
  const mine = { ...STORED, text: 'Puanınız var!' };
  const theirs = { ...STORED, version: 4, text: 'Yeni metin' };

  it('saves the version that was read with its other fields, and continues from the stored one', async () => {
    const { user, onSaveTemplate } = await change(
      { state: 'saved', item: { ...mine, version: 4 } },
      { state: 'saved', item: { ...STORED, version: 5 } },
    );
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await screen.findByText('The change to “Puan” was undone.');
    expect(onSaveTemplate.mock.calls.map(([each]) => each)).toEqual([
      { status: 'ready', item: mine, previous: STORED, reason: 'overwrite' },
      { status: 'ready', item: STORED, previous: { ...mine, version: 4 }, reason: 'undo' },
    ]);
  });

  it('names a new text by an id, which stays when the save is repeated', async () => {
    let isAway = true;
    const { user, onSaveTemplate } = setUp({}, async () => {
      if (isAway) throw new Error('cut');
    });
    await user.type(box(), 'Merhaba');
    await user.click(press('Save as template'));
    await user.type(screen.getByRole('textbox', { name: 'Name of the template' }), 'Selam{Enter}');
    await screen.findByRole('alert');
    isAway = false;
    await user.click(press('Try again'));
    await screen.findByText('“Selam” was saved.');
    const ids = onSaveTemplate.mock.calls.map(([{ item }]) => item?.id);
    expect(ids).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), ids[0]]);
  });

  it('shows that another person has changed the text, and opens their version', async () => {
    const { user, onSaveTemplate, container } = await change({ state: 'changed', current: theirs });
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Someone else has changed “Puan”');
    expect(alert.textContent).toContain('Nothing was overwritten');
    expect(screen.queryByText('“Puan” was saved.')).toBeNull();
    expect(box().value).toBe('Puanınız var!');
    await expectAccessible(container);
    await user.click(press('Open their version'));
    expect(box().value).toBe('Yeni metin');
    expect(screen.queryByRole('alert')).toBeNull();
    await user.type(box(), '!');
    await user.click(press('Save changes to “Puan”'));
    expect(onSaveTemplate.mock.lastCall?.[0]).toMatchObject({
      item: { text: 'Yeni metin!' },
      previous: theirs,
    });
  });

  it('overwrites the version of another person on request only', async () => {
    const { user, onSaveTemplate } = await change(
      { state: 'changed', current: theirs },
      { state: 'saved', item: { ...mine, version: 5 } },
    );
    await user.click(await screen.findByRole('button', { name: 'Overwrite their version' }));
    await screen.findByText('“Puan” was saved.');
    expect(onSaveTemplate.mock.calls[1]?.[0]).toMatchObject({ item: mine, previous: theirs });
  });

  it('saves a text that another person has deleted as a new one', async () => {
    const { user, onSaveTemplate } = await change({ state: 'missing' });
    expect((await screen.findByRole('alert')).textContent).toContain('Someone else has deleted “Puan”');
    await user.click(press('Save as new'));
    await screen.findByText('“Puan” was saved.');
    expect(onSaveTemplate.mock.calls[1]?.[0]).toMatchObject({
      item: { id: expect.not.stringMatching(/^a1$/), name: 'Puan', text: 'Puanınız var!' },
      reason: 'add',
    });
    expect(onSaveTemplate.mock.calls[1]?.[0].previous).toBeUndefined();
  });

  it('says why a text cannot be saved', async () => {
    const faults = [
      { path: 'text', code: 'x', message: 'has a brace', messageTr: 'ayraç içeriyor', docUrl: '' },
    ];
    await change({ state: 'invalid', faults });
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('“Puan” cannot be saved as it is');
    expect(alert.textContent).toContain('Has a brace.');
  });
});

describe('SmsComposer with drafts that the host stores', () => {
  const draft: SavedDraft = {
    name: 'Yaz',
    recipients: recipientsFromText('0530 123 45 67'),
    text: 'Yaz indirimi',
    kind: 'commercial',
    audience: 'TACIR',
    sendAt: 'now',
    sender: 'MARKA',
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
      text: 'Merhaba',
      kind: 'transactional',
      sender: 'MARKA',
    });
    await user.type(box(), '!');
    await user.click(press('Save changes to “Bir”'));
    await waitFor(() => expect(onSaveDraft).toHaveBeenCalledTimes(2));
    expect(onSaveDraft.mock.calls[1]?.[0]).toMatchObject({
      status: 'draft',
      item: { text: 'Merhaba!' },
      reason: 'overwrite',
    });
  });

  it('keeps the recipients where the host stores the text alone, and says that they were not saved', async () => {
    const stored: SavedDraft = {
      id: 'd1',
      version: 1,
      name: 'Yaz',
      text: 'Yaz indirimi',
      kind: 'commercial',
    };
    const { user, onSaveDraft } = setUp({
      drafts: [stored],
      defaultValue: { recipients: recipientsFromText('0530 123 45 67') },
      onSaveDraft: async () => ({ state: 'saved', item: { ...stored, version: 2, text: 'Yaz indirimi!' } }),
    });
    await user.selectOptions(screen.getByRole('combobox', { name: 'Open a draft' }), '0');
    expect(screen.getByText('1 recipient × 1 SMS')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Save changes/ })).toBeNull();
    await user.type(box(), '!');
    await user.click(press('Save changes to “Yaz”'));
    expect(
      await screen.findByText(/was saved. The recipients and the sending time are not saved with it/),
    ).toBeTruthy();
    expect(onSaveDraft.mock.lastCall?.[0]).toMatchObject({
      item: { id: 'd1', version: 1 },
      previous: stored,
    });
    expect(screen.queryByRole('button', { name: /Save changes/ })).toBeNull();
  });
});
