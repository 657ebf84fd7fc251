import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCampaigns1796000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create table campaigns (id uuid primary key, name text not null unique, "createdAt" timestamptz not null default now())',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table campaigns');
  }
}
