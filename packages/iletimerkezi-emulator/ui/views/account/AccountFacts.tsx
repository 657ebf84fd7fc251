import { useText } from '../../i18n/text.js';
import type { AccountView } from '../../lib/wire.js';
import { Facts } from '../../parts/Facts.js';

export function AccountFacts({ account }: { account: AccountView }) {
  const { t, number } = useText();
  const senders = account.senders.map(({ name, approved }) =>
    approved ? name : `${name} (${t('account.sender.pending')})`,
  );
  return (
    <Facts
      facts={[
        [t('account.key'), <code key="key">{account.key}</code>],
        [t('account.hash'), <code key="hash">{account.hash}</code>],
        [
          t('account.balance'),
          <b key="balance" className="tabular">
            {t(account.billing === 'tl' ? 'account.tl' : 'account.credits', { amount: account.balance })}
          </b>,
        ],
        [t('account.mode'), t(`mode.${account.characterMode}`)],
        [t('account.senders'), senders.join(', ') || t('common.none')],
        [t('account.brands'), account.brandCodes.join(', ') || t('common.none')],
        [t('account.blacklist'), number(account.blacklisted)],
        [t('account.api'), t(account.apiAllowed ? 'account.api.on' : 'account.api.off')],
        [t('account.ips'), account.allowedIps.join(', ') || t('account.ips.any')],
      ]}
    />
  );
}
