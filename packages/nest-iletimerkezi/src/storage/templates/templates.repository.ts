import type { SavedTemplate, SavedTemplateContent, SavedTemplateStatus } from 'iletimerkezi-core';
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { inTransaction } from '../repeat.js';
import type { Tables } from '../schema.js';

/** Versions that are kept of each text. Older ones are deleted by a save. */
export const KEPT_VERSIONS = 50;

/** A checked text to save as the successor of `version`. */
export interface NewVersion {
  readonly id: string;
  readonly version: number;
  readonly status: SavedTemplateStatus;
  readonly content: SavedTemplateContent;
  /** The user who saves; undefined without users. */
  readonly user: string | undefined;
}

/** The result of a save. `changed`: the current version is another one, 0 without any. */
export type SaveResult =
  | { readonly saved: SavedTemplate<Date> }
  | { readonly refused: 'changed'; readonly version: number }
  | { readonly refused: 'absent' | 'ready' };

/** Selects a page. `after` is the position of the last text of the previous one. */
export interface TemplatePage {
  readonly limit: number;
  readonly status: SavedTemplateStatus | undefined;
  readonly after: TemplatePosition | undefined;
  readonly user: string | undefined;
}

/** The position of a text in the list. */
export interface TemplatePosition {
  readonly savedAt: Date;
  readonly id: string;
}

interface Row {
  id: string;
  version: number;
  status: SavedTemplateStatus;
  name: string;
  text: string;
  kind: 'transactional' | 'commercial' | null;
  audience: 'BIREYSEL' | 'TACIR' | null;
  sender: string | null;
  createdAt: Date;
  savedAt: Date;
  savedBy: string | null;
}

const COLUMNS = sql`t.id, v.version, v.status, v.name, v.text, v.kind, v.audience, v.sender, v.saved_by as "savedBy",
  t.created_at as "createdAt", v.saved_at as "savedAt"`;

const VERSION_OF = sql`v.account = t.account and v.template_id = t.id`;

/** Times are kept in milliseconds, so that a time that was read identifies a position in the list. */
const NOW = sql`date_trunc('milliseconds', clock_timestamp())`;

/** Stores the saved texts of an account. Drafts of other users are treated as absent. */
export class TemplatesRepository {
  constructor(
    private readonly db: Kysely<Tables>,
    private readonly account: string,
  ) {}

  /**
   * Saves a version if `version` is the current one. A repetition of the last save returns its result, so that a save whose
   * answer was lost can be repeated.
   */
  async save(given: NewVersion): Promise<SaveResult> {
    return inTransaction(this.db, async (tx) => {
      const isNew = given.version === 0 && (await this.#insert(tx, given));
      if (!isNew) {
        const ended = await this.#advance(tx, given);
        if (ended !== undefined) return ended;
      }
      await this.#insertVersion(tx, given);
      await sql`delete from iletimerkezi.template_versions
        where account = ${this.account} and template_id = ${given.id} and version <= ${given.version + 1 - KEPT_VERSIONS}`.execute(
        tx,
      );
      const [saved] = await this.#versions(tx, given, sql`v.version = t.version`);
      return saved ? { saved } : { refused: 'absent' };
    });
  }

  /** @param version undefined for the current one. */
  async get(
    id: string,
    { version, user }: { version?: number; user?: string },
  ): Promise<SavedTemplate<Date> | undefined> {
    const wanted = version === undefined ? sql`v.version = t.version` : sql`v.version = ${version}`;
    const [found] = await this.#versions(this.db, { id, user }, wanted);
    return found;
  }

  /** Returns the kept versions, newest first. */
  async versions(id: string, user: string | undefined): Promise<SavedTemplate<Date>[]> {
    return this.#versions(this.db, { id, user }, sql`true`);
  }

  /** Returns a page of the current versions, the one that was saved last first. */
  async list({ limit, status, after, user }: TemplatePage): Promise<SavedTemplate<Date>[]> {
    const { rows } = await sql<Row>`
      select ${COLUMNS} from iletimerkezi.templates t
        join iletimerkezi.template_versions v on ${VERSION_OF} and v.version = t.version
       where t.account = ${this.account} and ${visibleTo(user)}
         and (${status ?? null}::text is null or t.status = ${status ?? null})
         and (${after?.id ?? null}::uuid is null
           or (t.saved_at, t.id) < (${after?.savedAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
       order by t.saved_at desc, t.id desc limit ${limit}`.execute(this.db);
    return rows.map(toTemplate);
  }

  /**
   * Deletes a text with all versions.
   * @param version deletes only if it is the current one; undefined for any.
   * @returns the current version if it is another one, 0 if there is none; undefined when it was deleted.
   */
  async remove(
    id: string,
    { version, user }: { version?: number; user?: string },
  ): Promise<number | undefined> {
    return inTransaction(this.db, async (tx) => {
      const current = await this.#lock(tx, id, user);
      if (current === undefined) return 0;
      if (version !== undefined && version !== current.version) return current.version;
      await sql`delete from iletimerkezi.templates where account = ${this.account} and id = ${id}`.execute(
        tx,
      );
      return undefined;
    });
  }

  async #insert(tx: Transaction<Tables>, { id, status, user }: NewVersion): Promise<boolean> {
    const { rows } = await sql`
      insert into iletimerkezi.templates (account, id, status, owner, version, created_at, saved_at)
      select ${this.account}, ${id}, ${status}, ${user ?? null}, 1, now, now from ${NOW} as now
      on conflict (account, id) do nothing returning 1`.execute(tx);
    return rows.length > 0;
  }

  /** Makes the next version the current one. @returns the result of a save that is refused or was done before. */
  async #advance(tx: Transaction<Tables>, given: NewVersion): Promise<SaveResult | undefined> {
    const { id, version, status, user } = given;
    const current = await this.#lock(tx, id, user);
    // Without a visible text, a first save has the id of a draft of another user.
    if (current === undefined)
      return version === 0 ? { refused: 'changed', version: 1 } : { refused: 'absent' };
    if (current.version !== version) {
      const [last] = await this.#versions(tx, given, sql`v.version = t.version`);
      if (last !== undefined && last.version === version + 1 && isRepetition(last, given))
        return { saved: last };
      return { refused: 'changed', version: current.version };
    }
    if (current.status === 'ready' && status === 'draft') return { refused: 'ready' };
    await sql`update iletimerkezi.templates set status = ${status}, version = ${version + 1},
        saved_at = greatest(saved_at + interval '1 millisecond', ${NOW})
      where account = ${this.account} and id = ${id}`.execute(tx);
    return undefined;
  }

  /** Serializes the saves of one text. */
  async #lock(
    tx: Transaction<Tables>,
    id: string,
    user: string | undefined,
  ): Promise<{ version: number; status: SavedTemplateStatus } | undefined> {
    const { rows } = await sql<{ version: number; status: SavedTemplateStatus }>`
      select version, status from iletimerkezi.templates t
       where account = ${this.account} and id = ${id} and ${visibleTo(user)} for update`.execute(tx);
    return rows[0];
  }

  async #insertVersion(tx: Transaction<Tables>, { id, status, content, user }: NewVersion): Promise<void> {
    const { name, text, kind, audience, sender } = content;
    await sql`
      insert into iletimerkezi.template_versions
        (account, template_id, version, status, name, text, kind, audience, sender, saved_by, saved_at)
      select account, id, version, ${status}, ${name}, ${text}, ${kind ?? null}, ${audience ?? null}, ${sender ?? null},
          ${user ?? null}, saved_at
        from iletimerkezi.templates where account = ${this.account} and id = ${id}`.execute(tx);
  }

  async #versions(
    db: Kysely<Tables> | Transaction<Tables>,
    { id, user }: { readonly id: string; readonly user?: string | undefined },
    condition: RawBuilder<unknown>,
  ): Promise<SavedTemplate<Date>[]> {
    const { rows } = await sql<Row>`
      select ${COLUMNS} from iletimerkezi.templates t join iletimerkezi.template_versions v on ${VERSION_OF}
       where t.account = ${this.account} and t.id = ${id} and ${visibleTo(user)} and ${condition}
       order by v.version desc`.execute(db);
    return rows.map(toTemplate);
  }
}

/** Without a user, every text is visible. */
const visibleTo = (user: string | undefined): RawBuilder<unknown> =>
  user === undefined ? sql`true` : sql`(t.status = 'ready' or t.owner = ${user})`;

function toTemplate({ kind, audience, sender, savedBy, ...row }: Row): SavedTemplate<Date> {
  return {
    ...row,
    ...(kind !== null && { kind }),
    ...(audience !== null && { audience }),
    ...(sender !== null && { sender }),
    ...(savedBy !== null && { savedBy }),
  };
}

const isRepetition = (last: SavedTemplate<Date>, { status, content, user }: NewVersion): boolean =>
  last.status === status &&
  last.savedBy === user &&
  (['name', 'text', 'kind', 'audience', 'sender'] as const).every((field) => last[field] === content[field]);
