import type { AccountContext } from '../client/account.context.js';
import { commercialRules } from '../options/commercial.options.js';
import { guardRules } from '../options/consents.options.js';
import { spendRules } from '../options/spend.options.js';
import type { EnqueueAccount } from '../outbox/enqueue-input.js';
import { contentOf } from './opt-out.providers.js';

/** Returns the settings of an account that enqueuing needs. */
export function enqueueAccountOf({ name, options }: AccountContext): EnqueueAccount {
  const { defaultSender, characterMode, turkishLetterCost, abroad } = options;
  return {
    name,
    defaultSender,
    characterMode,
    turkishLetterCost,
    abroad,
    guard: guardRules(options),
    spend: spendRules(options),
    commercial: commercialRules(options),
    ...contentOf(name, options),
  };
}
