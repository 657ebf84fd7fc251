import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A campaign of the shop. Its messages are stored in the outbox under the same id. */
@Entity('campaigns')
export class CampaignEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { unique: true })
  name!: string;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;
}
