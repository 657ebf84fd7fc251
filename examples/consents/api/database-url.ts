const url = process.env['DATABASE_URL'];
if (url === undefined) throw new Error('Set DATABASE_URL to a PostgreSQL database.');

/** The database of the customers and of the consent ledger, so that one transaction contains both. */
export const databaseUrl = url;
