import { fromUnits, hasApprovedSender } from '../../state/account.js';
import type { Endpoint } from '../endpoint.js';
import { APITEST } from './send-sms/sender.js';

/** Returns the balance in lira, and the number of one-part messages that it pays for. */
export const getBalance: Endpoint = ({ account, world }) => {
  const { quirks } = world.settings;
  const own = fromUnits(account.billing, account.balance);
  const both = quirks.balanceMeaning === 'purchasing-power';
  const lira = account.billing === 'tl' ? own : both ? own * account.pricePerPart : 0;
  const messages = account.billing === 'credits' ? own : both ? Math.floor(own / account.pricePerPart) : 0;
  const amount = Math.round(lira * 1000) / 1000;
  return {
    code: 200,
    result: {
      balance:
        quirks.balanceType === 'string'
          ? { amount: String(amount), sms: String(messages) }
          : { amount, sms: messages },
    },
  };
};

/** The senders send-sms will take. */
export const getSender: Endpoint = ({ account, world }) => {
  const approved = account.senders.filter((sender) => sender.approved).map((sender) => sender.name);
  const withTest = world.settings.quirks.apitestAfterApproval === 'allow' && hasApprovedSender(account);
  return { code: 200, result: { senders: { sender: withTest ? [APITEST, ...approved] : approved } } };
};
