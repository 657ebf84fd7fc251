import type { Kysely } from 'kysely';
import type { SmsEvent } from '../storage/events/sms-event.js';
import { EventsRepository } from '../storage/outbox/events.repository.js';
import type { Tables } from '../storage/schema.js';

/** A reader's position before every event. */
const BEGINNING = '1:1:';

/** Returns all events of an account, oldest first, also without an instance that runs. */
export async function eventsOf(db: Kysely<Tables>, account: string): Promise<SmsEvent[]> {
  const { events } = await new EventsRepository(db).since(BEGINNING);
  return events.filter((event) => event.account === account);
}

/** Returns the types of an account's registration events, oldest first. */
export async function registrationEventsOf(db: Kysely<Tables>, account: string): Promise<string[]> {
  const events = await eventsOf(db, account);
  return events.map(({ type }) => type).filter((type) => type.startsWith('registration'));
}
