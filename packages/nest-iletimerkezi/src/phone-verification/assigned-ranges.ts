import type { E164 } from 'iletimerkezi-core';

/**
 * Number ranges of Turkish mobile operators. Source: libphonenumber metadata of the region TR (release of 2026, as in
 * libphonenumber-js 1.13.16), field `mobile`.
 */
const ASSIGNED =
  /^\+90(?:5(?:61(?:011|61\d)|82[2-5]\d\d)\d{4}|5(?:[03-5]\d|1[06]|24|6[24]|7[245]|9[46])\d{7})$/;

/** Returns whether an operator uses the range of a Turkish mobile number. Numbers of other countries are not judged. */
export const isAssigned = (number: E164): boolean => !number.startsWith('+90') || ASSIGNED.test(number);
