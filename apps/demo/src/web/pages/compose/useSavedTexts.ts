import type { SavedTextChange } from 'iletimerkezi-core/shared';
import type { SmsComposerProps } from 'react-sms-ui';
import { templatesApi } from '../../api/templates.js';
import { useLoad } from '../../lib/useLoad.js';

type SavedTexts = Pick<SmsComposerProps, 'templates' | 'onSaveTemplate' | 'drafts' | 'onSaveDraft'>;

/** The saved templates and drafts of the server. Without an answer of it, the composer works without them. */
export function useSavedTexts(): SavedTexts {
  const { loaded, reload } = useLoad(templatesApi.list);
  if (loaded.phase !== 'ready') return {};
  const save = async (change: SavedTextChange) => {
    const result = await templatesApi.change(change);
    reload();
    return result;
  };
  return {
    templates: loaded.value.filter(({ status }) => status === 'ready'),
    onSaveTemplate: save,
    drafts: loaded.value.filter(({ status }) => status === 'draft'),
    onSaveDraft: save,
  };
}
