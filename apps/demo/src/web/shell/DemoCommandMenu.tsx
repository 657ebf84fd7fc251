import { parseTurkishMobile } from 'iletimerkezi-core/phone';
import { useState } from 'react';
import { CommandMenu, formatPhone, type Command } from 'react-sms-ui';
import { useText } from '../i18n/useText.js';
import { setPreference } from '../lib/preferences.js';
import { navigate, paths } from '../lib/router.js';
import { useOrders } from '../lib/useOrders.js';
import { NAV } from './nav-items.js';

/** The newest orders that are listed. */
const ORDERS = 50;

type Action = Command & { run: () => void };

/** The pages, actions and newest orders of the demo, and the person with the number that was entered. */
export function DemoCommandMenu({ onClose, onShortcuts }: { onClose: () => void; onShortcuts: () => void }) {
  const { t, locale } = useText();
  const { orders = [] } = useOrders();
  const [search, setSearch] = useState('');
  const link = (href: string, group: string, rest: Omit<Command, 'id' | 'group'>): Action => ({
    id: href,
    group,
    ...rest,
    run: () => navigate(href),
  });
  const person = parseTurkishMobile(search);
  const people = person.ok ? [person.value] : [];
  const actions: readonly Action[] = [
    ...people.flatMap((number) => {
      const name = { number: formatPhone(number) };
      return [
        link(paths.person(number), t('commands.person'), {
          label: t('commands.person.consents', name),
          keywords: search,
        }),
        link(paths.phone(number), t('commands.person'), {
          label: t('commands.person.phone', name),
          keywords: search,
        }),
      ];
    }),
    ...NAV.map(({ href, label, keys }) => link(href, t('commands.pages'), { label: t(label), keys })),
    link(paths.form, t('commands.actions'), { label: t('commands.form') }),
    link(paths.imports, t('commands.actions'), { label: t('commands.import') }),
    {
      id: 'shortcuts',
      group: t('commands.actions'),
      label: t('commands.shortcuts'),
      keys: '?',
      run: onShortcuts,
    },
    {
      id: 'language',
      group: t('commands.actions'),
      label: t('commands.language'),
      keywords: t('settings.language'),
      run: () => setPreference('locale', locale === 'tr' ? 'en' : 'tr'),
    },
    ...(['light', 'dark'] as const).map((theme) => ({
      id: theme,
      group: t('commands.actions'),
      label: t(`commands.theme.${theme}`),
      run: () => setPreference('theme', theme),
    })),
    ...orders.slice(0, ORDERS).map(({ id, text, sender, state }) =>
      link(paths.order(id), t('commands.orders'), {
        label: text ?? t('order.text.erased'),
        detail: t(`order.state.${state}`),
        keywords: sender,
      }),
    ),
  ];
  return (
    <CommandMenu
      commands={actions}
      onSearchChange={(change) => setSearch(change.search)}
      onChoose={({ id }) => actions.find((action) => action.id === id)?.run()}
      onClose={onClose}
    />
  );
}
