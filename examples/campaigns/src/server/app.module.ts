import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { createDeliveryController, IletimerkeziModule } from 'nest-iletimerkezi';
import { CampaignEntity } from './campaign.entity.js';
import { CampaignsController } from './campaigns.controller.js';
import { CampaignsService } from './campaigns.service.js';
import { CreateCampaigns1796000000000 } from './create-campaigns.migration.js';

const url = process.env['DATABASE_URL'];
if (url === undefined) throw new Error('Set DATABASE_URL to a PostgreSQL database.');

@Module({
  imports: [
    TypeOrmModule.forRoot({
      type: 'postgres',
      url,
      entities: [CampaignEntity],
      migrations: [CreateCampaigns1796000000000],
      migrationsRun: true,
    }),
    // The same database, so that one transaction contains the campaign and its messages.
    IletimerkeziModule.forRoot({ storage: { url } }),
  ],
  controllers: [CampaignsController, createDeliveryController({ path: 'hooks/sms' })],
  providers: [CampaignsService],
})
export class AppModule {}
