import type { Provider } from '@nestjs/common';
import { AccountContext } from '../client/account.context.js';
import { getIletimerkeziToken } from '../client/account.tokens.js';
import { ConsentsService } from '../consents/consents.service.js';
import { OptOutLinks } from '../opt-out/opt-out-links.js';
import { OptOutService } from '../opt-out/opt-out.service.js';
import { contentRules, type ContentRules } from '../options/content.options.js';
import type { IletimerkeziOptions } from '../options/iletimerkezi.options.js';

/** Returns what the texts of an account are checked and filled by. */
export function contentOf(
  name: string,
  options: IletimerkeziOptions,
): ContentRules & { readonly optOut?: OptOutLinks } {
  const { optOut } = options;
  return { ...contentRules(options), ...(optOut && { optOut: new OptOutLinks(name, optOut) }) };
}

/** Returns the provider of an account's opt-out pages. */
export function optOutProviders(name: string): Provider[] {
  return [
    {
      provide: getIletimerkeziToken(name, OptOutService),
      inject: [AccountContext, getIletimerkeziToken(name, ConsentsService)],
      useFactory: ({ options }: AccountContext, consents: ConsentsService) => {
        const { brand, optOut } = contentOf(name, options);
        return new OptOutService({ account: name, consents, links: optOut, brand });
      },
    },
  ];
}
