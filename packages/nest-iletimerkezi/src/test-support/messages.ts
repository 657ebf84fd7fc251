let numbers = 0;

/** Returns a new phone number on each call, unique within the spec file. */
export const number = (): string => `+90538${String((numbers += 1)).padStart(7, '0')}`;

export const many = (count: number): string[] => Array.from({ length: count }, number);

/** Returns a one-time password message for these recipients. */
export const message = (...recipients: string[]) => ({
  kind: 'transactional' as const,
  text: 'Kodunuz 1',
  recipients,
});
