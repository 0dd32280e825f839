// Real servers on loopback, each with the files that a build made for it and as little as possible beside them.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort, lacking, type Server, startServer } from '../directories/servers/process.ts';

/** Where an output is, and where a server may put what it needs. */
export type Ground = { output: string; id: string; folder: string };

/** A server that runs, with its address. */
export type Running = Pick<Server, 'stop'> & { origin: string };

type Prepared = { command: [string, ...string[]]; config: string };
type Kind = {
  /** Debian's name, and that of its program. */
  program: string;
  prepare(ground: Ground, port: number, config: string): Prepared;
};

const modules = ['mpm_event', 'authz_core', 'authz_host', 'dir', 'mime', 'alias', 'headers'];

/** The kinds that Debian has. */
export const kinds = {
  nginx: {
    program: 'nginx',
    prepare: ({ output, folder }, port, config) => ({
      command: ['nginx', '-p', folder, '-c', config, '-g', 'daemon off;'],
      config: `
        pid ${folder}/nginx.pid;
        error_log stderr warn;
        events {}
        http {
          access_log off;
          client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
          fastcgi_temp_path ${folder}/fastcgi; uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
          include /etc/nginx/mime.types;
          include ${output}/hosting/nginx/maps.conf;
          server {
            listen 127.0.0.1:${port};
            root ${folder}/site;
            include ${output}/hosting/nginx/portal.conf;
          }
        }`,
    }),
  },
  apache: {
    program: 'apache2',
    prepare: ({ folder }, port, config) => ({
      command: ['apache2', '-f', config, '-DFOREGROUND'],
      config: `
        ServerRoot ${folder}
        ServerName 127.0.0.1
        ServerTokens Prod
        PidFile ${folder}/apache.pid
        Mutex file:${folder}
        DefaultRuntimeDir ${folder}
        Listen 127.0.0.1:${port}
        ErrorLog ${folder}/apache.log
        ${modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
        User www-data
        Group www-data
        TypesConfig /etc/mime.types
        DocumentRoot ${folder}/site
        <Directory ${folder}/site>
          AllowOverride All
          Require all granted
        </Directory>`,
    }),
  },
  caddy: {
    program: 'caddy',
    prepare: ({ output, id, folder }, port, config) => ({
      // It remembers its last configuration among its user’s own files otherwise.
      command: [
        'env',
        `XDG_CONFIG_HOME=${folder}/caddy`,
        'caddy',
        'run',
        '--adapter',
        'caddyfile',
        '--config',
        config,
      ],
      config: `{
  admin off
  auto_https off
  storage file_system ${folder}/caddy
}
import ${output}/hosting/caddy/keyturn.caddy
http://:${port} {
  bind 127.0.0.1
  root * ${folder}/site
  import keyturn-${id}
}
`,
    }),
  },
} satisfies Record<string, Kind>;

/** One of them. */
export type ServerKind = keyof typeof kinds;

/** What this machine lacks of them. */
export const serversLack = (): string[] =>
  lacking(Object.values(kinds).map(({ program }) => program));

/** Starts a server over an output. */
export const start = async (name: ServerKind, ground: Ground): Promise<Running> => {
  const port = await freePort();
  const config = join(ground.folder, `${name}.conf`);
  await mkdir(join(ground.folder, 'caddy'), { recursive: true });
  const prepared = kinds[name].prepare(ground, port, config);
  await writeFile(config, prepared.config);
  const server = await startServer(prepared.command, { host: '127.0.0.1', port });
  return { origin: `http://127.0.0.1:${port}`, stop: server.stop };
};
