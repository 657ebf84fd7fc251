import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';

/** The sessions, in the memory of this process. Use the session store of your application instead. */
@Injectable()
export class Sessions {
  private readonly phones = new Map<string, string>();

  /** Opens a session. @returns its id, for the cookie. */
  open(phone: string): string {
    const id = randomUUID();
    this.phones.set(id, phone);
    return id;
  }

  phoneOf(id: string): string | undefined {
    return this.phones.get(id);
  }

  close(id: string): void {
    this.phones.delete(id);
  }
}
