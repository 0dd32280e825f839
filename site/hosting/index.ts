// The files for hosts: those of the one that the tenant file names, or of all.
import type { OutputFile } from '../publish/files.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { contractOf } from './contract.ts';
import type { Host, HostFiles } from './host.ts';
import { apache } from './hosts/apache.ts';
import { aws } from './hosts/aws.ts';
import { azure } from './hosts/azure.ts';
import { caddy } from './hosts/caddy.ts';
import { github } from './hosts/github.ts';
import { cloudflare, netlify } from './hosts/headers-file.ts';
import { iis } from './hosts/iis.ts';
import { nginx } from './hosts/nginx.ts';
import { vercel } from './hosts/vercel.ts';
import type { Seen } from './seen.ts';

/** Every host that is known. */
export const hosts: readonly Host[] = [
  apache,
  aws,
  azure,
  caddy,
  cloudflare,
  github,
  iis,
  netlify,
  nginx,
  vercel,
];

const below = (folder: string, files: readonly OutputFile[] = []): OutputFile[] =>
  files.map(({ path, body }) => ({ path: `${folder}/${path}`, body }));

/** What is published beside the pages, what is for whoever runs the host, and what hosts can't do. */
export const hostFiles = (tenant: Tenant, seen: Seen): Required<HostFiles> => {
  const { host } = tenant.portal;
  const contract = contractOf(tenant, seen);
  const chosen = hosts.filter(({ name }) => host === undefined || name === host);
  const portal = new Map<string, OutputFile>();
  const hosting: OutputFile[] = [];
  const notes: string[] = [];
  for (const one of chosen) {
    const made = one.files(contract);
    hosting.push(...below(one.name, made.hosting));
    // Two hosts read a file of one name: the first has it beside the pages, the other’s is for the one who knows.
    for (const file of made.portal ?? []) {
      const known = portal.get(file.path);
      if (!known) portal.set(file.path, file);
      else if (known.body !== file.body) hosting.push(...below(one.name, [file]));
    }
    // Of all hosts at once it would be noise.
    if (host) notes.push(...(made.notes ?? []));
  }
  return { portal: [...portal.values()], hosting, notes };
};
