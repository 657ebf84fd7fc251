import { ArrayMaxSize, Equals, IsUUID } from 'class-validator';
import { SendCampaignDto } from 'nest-iletimerkezi/dto';

/** Body of `POST /api/orders/test`: a `TestMessage` of the composer. */
export class TestOrderDto extends SendCampaignDto {
  /** A test goes to its author only. */
  @ArrayMaxSize(1)
  declare recipients: string[];

  @Equals(true)
  test!: true;

  /** Deduplicates the test. */
  @IsUUID()
  dedupeKey!: string;
}
