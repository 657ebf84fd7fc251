let numbers = 0;

/** A number that no other call has given; each spec file counts by itself. */
export const number = (): string => `+90538${String((numbers += 1)).padStart(7, '0')}`;

export const many = (count: number): string[] => Array.from({ length: count }, number);

/** A one-time password to these recipients. */
export const message = (...recipients: string[]) => ({
  kind: 'transactional' as const,
  text: 'Kodunuz 1',
  recipients,
});
