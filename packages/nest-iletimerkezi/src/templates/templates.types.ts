import type { SavedTemplateStatus } from 'iletimerkezi-core';

/** Who calls. */
export interface TemplateUser {
  /**
   * The id of the user, 1 to 200 characters. Drafts of other users are treated as absent, and saves name the user. Default: all
   * drafts are visible.
   */
  user?: string;
}

/** Selects a version of a saved text. */
export interface TemplateVersion extends TemplateUser {
  /** Default: the current version. */
  version?: number;
}

/** Selects a page of saved texts. */
export interface ListTemplates extends TemplateUser {
  /** Default: both. */
  status?: SavedTemplateStatus;
  /** 1 to 10,000. Default 100. */
  limit?: number;
  /** `next` of the previous page. */
  after?: string;
}
