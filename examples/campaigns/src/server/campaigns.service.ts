import { ConflictException, Injectable } from '@nestjs/common';
import { type Campaign, OutboxService } from 'nest-iletimerkezi';
import { toSendOrder } from 'nest-iletimerkezi/dto';
import { typeOrmTransaction } from 'nest-iletimerkezi/tx/typeorm';
import { DataSource, QueryFailedError } from 'typeorm';
import { CampaignEntity } from './campaign.entity.js';
import type { NewCampaignDto } from './new-campaign.dto.js';

const UNIQUE_VIOLATION = '23505';

@Injectable()
export class CampaignsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: OutboxService,
  ) {}

  /** Stores the campaign and its messages in one transaction: both exist, or neither does. */
  async create({ name, ...message }: NewCampaignDto): Promise<Campaign> {
    try {
      return await this.dataSource.transaction(async (manager) => {
        const campaign = await this.outbox.enqueue(toSendOrder(message), {
          tx: typeOrmTransaction(manager),
        });
        await manager.insert(CampaignEntity, { id: campaign.id, name });
        return campaign;
      });
    } catch (error) {
      if (error instanceof QueryFailedError && error.driverError.code === UNIQUE_VIOLATION)
        throw new ConflictException('Bu adla bir kampanya var. Hiçbir mesaj gönderilmedi.');
      throw error;
    }
  }

  /** Lists the campaigns with the number of delivered messages, newest first. */
  async list() {
    const campaigns = await this.dataSource
      .getRepository(CampaignEntity)
      .find({ order: { createdAt: 'desc' }, take: 50 });
    return Promise.all(
      campaigns.map(async ({ id, name }) => {
        const { recipients, delivered } = await this.outbox.campaign(id).progress();
        return { id, name, recipients, delivered };
      }),
    );
  }
}
