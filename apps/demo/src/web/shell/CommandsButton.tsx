import { Keys } from 'react-sms-ui';
import { useText } from '../i18n/useText.js';
import { useCommands } from './Commands.js';
import { SearchIcon } from './icons.js';

/** Opens the command menu. */
export function CommandsButton() {
  const { t } = useText();
  const open = useCommands();
  return (
    <button type="button" className="commands-button" onClick={() => open('menu')}>
      <SearchIcon />
      <span>{t('commands.open')}</span>
      <Keys keys="mod+k" />
    </button>
  );
}
