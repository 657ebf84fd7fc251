import {
  toSavedTextChange,
  type SavedTemplate,
  type SavedTemplateList,
  type SavedTextChange,
  type SavedTextResult,
} from 'iletimerkezi-core/shared';
import { call, send } from './call.js';

/** Texts that are listed at once. */
const LISTED = 1_000;

export const templatesApi = {
  /** Saved templates and drafts, the one that was saved last first. */
  list: async (): Promise<readonly SavedTemplate[]> =>
    (await call<SavedTemplateList>(`/api/templates?limit=${LISTED}`)).templates,
  change: (change: SavedTextChange) =>
    send<SavedTextResult<SavedTemplate>>('POST', '/api/templates/changes', toSavedTextChange(change)),
};
