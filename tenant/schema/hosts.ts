// The hosts that a portal's files can be made for.

/** Their names in the tenant file. */
export const hostNames = [
  'apache',
  'aws',
  'azure',
  'caddy',
  'cloudflare',
  'github',
  'iis',
  'netlify',
  'nginx',
  'vercel',
] as const;
/** The name of one of them. */
export type HostName = (typeof hostNames)[number];
