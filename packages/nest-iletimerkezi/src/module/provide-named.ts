import type { FactoryProvider, InjectionToken, Type } from '@nestjs/common';

/** The token of each dependency, by its name. */
type Tokens<Dependencies> = {
  readonly [Name in keyof Dependencies]: Type<Dependencies[Name]> | string | symbol;
};

interface NamedProvider<Provided, Dependencies> {
  readonly provide: InjectionToken;
  readonly inject: Tokens<Dependencies>;
  readonly useFactory: (dependencies: Dependencies) => Provided;
}

/** Returns a factory provider whose factory takes its dependencies as one object instead of in the order of `inject`. */
export function provideNamed<Provided, Dependencies extends object>({
  provide,
  inject,
  useFactory,
}: NamedProvider<Provided, Dependencies>): FactoryProvider<Provided> {
  const tokens = Object.entries<InjectionToken>(inject);
  return {
    provide,
    inject: tokens.map(([, token]) => token),
    useFactory: (...values: unknown[]) =>
      useFactory(Object.fromEntries(tokens.map(([name], index) => [name, values[index]])) as Dependencies),
  };
}
