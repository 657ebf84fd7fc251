import {
  CONSENT_CHANNELS,
  CONSENT_SOURCES as SOURCES,
  CONSENT_STATUSES as STATUSES,
  RECIPIENT_TYPES as TYPES,
  type Term,
} from 'iletimerkezi-core/consents';

const valuesOf = <Value extends string>(terms: readonly Term<Value>[]): Value[] =>
  terms.map(({ value }) => value);

/** Values of the provider's API, for DTOs and their OpenAPI descriptions. */
export const RECIPIENT_TYPES = valuesOf(TYPES);
export const CHANNELS = valuesOf(CONSENT_CHANNELS);
export const CONSENT_STATUSES = valuesOf(STATUSES);
export const CONSENT_SOURCES = valuesOf(SOURCES);
