export { BalanceCard, type BalanceCardPart, type BalanceCardProps } from './BalanceCard.js';
