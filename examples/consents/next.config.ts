import type { NextConfig } from 'next';

const config: NextConfig = {
  // Other folders above may contain lockfiles.
  turbopack: { root: import.meta.dirname },
  poweredByHeader: false,
};

export default config;
