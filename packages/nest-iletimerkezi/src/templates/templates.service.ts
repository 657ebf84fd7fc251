import {
  isInputError,
  type SavedTemplate,
  type SavedTemplateList,
  type SavedTextChange,
  type SavedTextResult,
  type TemplateToSave,
} from 'iletimerkezi-core';
import { TemplateError } from '../common/template.error.js';
import { storageOff } from '../storage/storage.errors.js';
import type { TemplatesRepository } from '../storage/templates/templates.repository.js';
import {
  checkTemplateKey,
  formatPosition,
  parseListTemplates,
  parseSavedTextChange,
  parseTemplateToSave,
} from './template-input.js';
import type { ListTemplates, TemplateUser, TemplateVersion } from './templates.types.js';

/**
 * Stores templates and drafts with their versions, on the account's `storage`. All instances share them. The last 50 versions of
 * each are kept.
 *
 * A text is stored as a person wrote it, and may contain personal data: numbers and values of recipients do not belong in it.
 * Drafts are deleted after the option `outbox.retention.draftDays`; templates stay until `remove`.
 *
 * @example
 * const { id, version } = await templates.save({ status: 'ready', name: 'Puan', text: 'Sayın {ad}, {puan} puanınız var.' });
 * await templates.save({ id, version, status: 'ready', name: 'Puan', text: 'Merhaba {ad}, {puan} puanınız var.' });
 */
export class TemplatesService {
  readonly #repository: TemplatesRepository | undefined;

  /** @param repository undefined for an account without storage. */
  constructor(repository: TemplatesRepository | undefined) {
    this.#repository = repository;
  }

  /**
   * Saves a new version. Of two saves of one version, the first one succeeds. A repetition of the last save returns its result.
   * The text of a template is parsed; a draft may be empty and may have faults.
   * @throws InputError with every fault; TemplateError `template-changed` when `version` is not the current one,
   * `template-not-found`, or `template-ready` for a template that would become a draft.
   */
  async save(template: TemplateToSave, { user }: TemplateUser = {}): Promise<SavedTemplate<Date>> {
    const repository = this.#stored;
    const given = parseTemplateToSave(template, user);
    const result = await repository.save(given);
    if ('saved' in result) return result.saved;
    const { id } = given;
    if ('version' in result) throw new TemplateError('template-changed', { id, version: result.version });
    throw new TemplateError(result.refused === 'ready' ? 'template-ready' : 'template-not-found', { id });
  }

  /**
   * Returns a saved text.
   * @throws TemplateError `template-not-found`, also for a version that is not kept.
   */
  async get(id: string, options: TemplateVersion = {}): Promise<SavedTemplate<Date>> {
    const repository = this.#stored;
    checkTemplateKey(id, options);
    return (await repository.get(id, options)) ?? missing(id);
  }

  /** Returns a page of the current versions, the one that was saved last first. */
  async list(options: ListTemplates = {}): Promise<SavedTemplateList<Date>> {
    const repository = this.#stored;
    const page = parseListTemplates(options);
    const found = await repository.list({ ...page, limit: page.limit + 1 });
    const templates = found.slice(0, page.limit);
    const last = found.length > page.limit ? templates.at(-1) : undefined;
    return { templates, ...(last && { next: formatPosition(last) }) };
  }

  /**
   * Returns the versions of a saved text, newest first, at most 50.
   * @throws TemplateError `template-not-found`
   */
  async versions(id: string, { user }: TemplateUser = {}): Promise<readonly SavedTemplate<Date>[]> {
    const repository = this.#stored;
    checkTemplateKey(id, { user });
    const versions = await repository.versions(id, user);
    return versions.length > 0 ? versions : missing(id);
  }

  /**
   * Deletes a saved text with all its versions.
   * @throws TemplateError `template-changed` when `version` is given and is not the current one; `template-not-found`.
   */
  async remove(id: string, options: TemplateVersion = {}): Promise<void> {
    const repository = this.#stored;
    checkTemplateKey(id, options);
    const version = await repository.remove(id, options);
    if (version === 0) missing(id);
    if (version !== undefined) throw new TemplateError('template-changed', { id, version });
  }

  /**
   * Applies a change of `SmsComposer` of `react-sms-ui`, and returns what became of it. Nothing is overwritten that `previous` does
   * not name: a text that another person has changed is returned as `changed`. A repetition returns the same result.
   * @throws TemplateError `template-ready`
   */
  async change(
    change: SavedTextChange,
    { user }: TemplateUser = {},
  ): Promise<SavedTextResult<SavedTemplate<Date>>> {
    const repository = this.#stored;
    try {
      const { save, id, version } = parseSavedTextChange(change);
      try {
        if (save !== undefined) return { state: 'saved', item: await this.save(save, { user }) };
        await this.remove(id, { version, user });
        return { state: 'removed' };
      } catch (error) {
        if (!(error instanceof TemplateError) || error.code === 'template-ready') throw error;
        const current = await repository.get(id, { user });
        if (current !== undefined) return { state: 'changed', current };
        return { state: save === undefined ? 'removed' : 'missing' };
      }
    } catch (error) {
      if (isInputError(error)) return { state: 'invalid', faults: error.faults };
      throw error;
    }
  }

  /** @throws StorageError `storage-off` */
  get #stored(): TemplatesRepository {
    if (this.#repository === undefined) throw storageOff();
    return this.#repository;
  }
}

function missing(id: string): never {
  throw new TemplateError('template-not-found', { id });
}
