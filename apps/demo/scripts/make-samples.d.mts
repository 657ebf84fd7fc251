/** File name → content of the sample lists. */
export const samples: Readonly<Record<string, string>>;
