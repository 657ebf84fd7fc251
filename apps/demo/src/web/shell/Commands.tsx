import { createContext, useContext, useState, type ReactNode } from 'react';
import { ShortcutsDialog, useShortcuts, type Shortcut } from 'react-sms-ui';
import { useText } from '../i18n/useText.js';
import { setPreference, usePreferences } from '../lib/preferences.js';
import { navigate } from '../lib/router.js';
import { DemoCommandMenu } from './DemoCommandMenu.js';
import { NAV } from './nav-items.js';

/** A dialog that is opened from any page. */
export type CommandsDialog = 'menu' | 'shortcuts';

const OpenContext = createContext<(dialog: CommandsDialog) => void>(() => undefined);

/** Returns the function that opens the command menu or the list of shortcuts. */
export const useCommands = () => useContext(OpenContext);

/** Runs the shortcuts of the demo, and shows its command menu and their list. */
export function Commands({ children }: { children: ReactNode }) {
  const { t } = useText();
  const { singleKeys } = usePreferences();
  const [open, setOpen] = useState<CommandsDialog>();
  // The menu closes after it opened the list of shortcuts.
  const close = (dialog: CommandsDialog) => setOpen((shown) => (shown === dialog ? undefined : shown));
  const shortcuts: readonly Shortcut[] = [
    { keys: 'mod+k', label: t('commands.open'), run: () => setOpen('menu') },
    { keys: '?', label: t('commands.shortcuts'), run: () => setOpen('shortcuts') },
    { keys: '/', label: t('commands.search'), run: focusSearch },
    ...NAV.map(({ href, label, keys }) => ({ keys, label: t(label), run: () => navigate(href) })),
  ];
  useShortcuts(shortcuts, { singleKeys });
  return (
    <OpenContext.Provider value={setOpen}>
      {children}
      {open === 'menu' && (
        // Not loaded on demand: what is typed in the meantime would go to the page.
        <DemoCommandMenu onClose={() => close('menu')} onShortcuts={() => setOpen('shortcuts')} />
      )}
      {open === 'shortcuts' && (
        <ShortcutsDialog
          shortcuts={shortcuts}
          singleKeys={singleKeys}
          onSingleKeysChange={(change) => setPreference('singleKeys', change.singleKeys)}
          onClose={() => close('shortcuts')}
        />
      )}
    </OpenContext.Provider>
  );
}

/** Moves to the search of the page, if it has one. */
function focusSearch(): void {
  document.querySelector<HTMLElement>('main input[type=search]')?.focus();
}
