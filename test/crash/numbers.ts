/** A recipient of its own for each message, so that the emulator's inbox counts each. */
export const recipientOf = (n: number): string => `+90530${String(n).padStart(7, '0')}`;

export const messageOf = (recipient: string): number => Number(recipient.slice(-7));
