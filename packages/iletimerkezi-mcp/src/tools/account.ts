import { PROVIDER_SCHEMAS } from './provider-schemas.js';
import { readTool, type Tool } from './tool.js';

/** Balance and senders of the account. */
export const ACCOUNT_TOOLS: readonly Tool[] = [
  readTool(
    {
      name: 'get_balance',
      title: { tr: 'Bakiye sorgulama', en: 'Get the balance' },
      description: {
        tr: 'Hesabın TL bakiyesini ve gönderilebilecek SMS sayısını döner. Kontör harcamaz.',
        en: 'Returns the balance of the account in lira and in messages. Spends no credit.',
      },
      inputSchema: PROVIDER_SCHEMAS.get_balance,
      output: { amount: { type: 'number' }, sms: { type: 'number' } },
    },
    async (_: object, { account, signal }) => ({ ...(await account.account.balance({ signal })) }),
  ),
  readTool(
    {
      name: 'get_sender',
      title: { tr: 'Onaylı başlıklar', en: 'Get the approved senders' },
      description: {
        tr: 'Hesabın onaylı başlıklarını, gönderimde yazılacakları biçimde döner.',
        en: 'Returns the approved senders of the account, spelled as messages must name them.',
      },
      inputSchema: PROVIDER_SCHEMAS.get_sender,
      output: { senders: { type: 'array', items: { type: 'string' } } },
      isUntrusted: true,
    },
    async (_: object, { account, signal }) => ({ senders: await account.account.senders({ signal }) }),
  ),
];
