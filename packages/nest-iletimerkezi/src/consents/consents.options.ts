/** How consents are looked up and guarded. Everything has a default. */
export interface ConsentOptions {
  /**
   * Questions a second to the registry, per account, over all instances and everything that asks: guard, verification
   * and your own checks. The provider publishes no limit and asks for fair use. 0.1 to 1,000, default 20.
   */
  checksPerSecond?: number;
}
