/** The parts of a message that its content check reads. */
export interface ContentMessage {
  readonly kind: 'transactional' | 'commercial';
  readonly text: string;
}
