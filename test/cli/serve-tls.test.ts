import { generateKeyPairSync } from 'node:crypto';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import { connect, createSecureContext } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { certificateFrom } from '../../cli/tls.ts';
import { makeAuthority, type Signed } from '../directories/servers/certificates.ts';
import { folderWith, freePort, keyturn, type Running, start, tenantFile } from './command.ts';

const tenant = tenantFile(
  'Contoso Ltd',
  'gateway:\n  mail: smtp://127.0.0.1:2525\npolicy:\n  methods: [email]\n  requiredToRegister: 1\n',
);

const place = async (): Promise<{ cwd: string; ca: string; first: Signed; second: Signed }> => {
  const cwd = await folderWith({ 'tenant.yaml': tenant });
  const folder = join(cwd, 'certificates');
  await mkdir(folder);
  const authority = await makeAuthority(folder, 'authority');
  const first = await authority.sign('first', 'IP:127.0.0.1');
  const second = await authority.sign('second', 'IP:127.0.0.1');
  return { cwd, ca: await readFile(authority.ca, 'utf8'), first, second };
};

const serving = async (cwd: string, port: number, { cert, key }: Signed): Promise<Running> => {
  const env = { KEYTURN_TLS_CERT_FILE: cert, KEYTURN_TLS_KEY_FILE: key };
  const run = start(['serve', 'tenant.yaml', '--port', String(port)], { cwd, env });
  await run.until(/"message":"listening"/);
  return run;
};

const get = (port: number, path: string, ca: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, path, ca, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    });
    call.once('error', reject).end();
  });

const nameAt = (port: number, ca: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, ca }, () => {
      resolve(String(socket.getPeerCertificate().subject.CN));
      socket.destroy();
    });
    socket.once('error', reject);
  });

describe('keyturn serve with a certificate', () => {
  it('speaks TLS and nothing else', async () => {
    const { cwd, ca, first } = await place();
    const port = await freePort();
    const run = await serving(cwd, port, first);
    expect(run.output()).toContain(`"address":"https://127.0.0.1:${port}/api"`);
    expect(await get(port, '/api/policy', ca)).toBe(200);
    await expect(fetch(`http://127.0.0.1:${port}/api/policy`)).rejects.toThrow('fetch failed');
    run.signal('SIGTERM');
    expect((await run.ended).code).toBe(0);
    expect(run.output()).not.toContain('PRIVATE KEY');
  });

  it('takes a renewed one at SIGHUP, and keeps the former one where it can’t', async () => {
    const { cwd, ca, first, second } = await place();
    const port = await freePort();
    const run = await serving(cwd, port, first);
    expect(await nameAt(port, ca)).toBe('first');
    await copyFile(second.cert, first.cert);
    run.signal('SIGHUP');
    await run.until(/"message":"certificate kept"/);
    expect(await nameAt(port, ca)).toBe('first');
    await copyFile(second.key, first.key);
    run.signal('SIGHUP');
    await run.until(/"message":"certificate read anew"/);
    expect(await nameAt(port, ca)).toBe('second');
  });

  it('refuses to start with half of one, or with a key that isn’t its own', async () => {
    const { cwd, first, second } = await place();
    const half = await keyturn(['serve', 'tenant.yaml'], {
      cwd,
      env: { KEYTURN_TLS_CERT_FILE: first.cert },
    });
    expect(half).toMatchObject({
      code: 1,
      stderr: 'KEYTURN_TLS_KEY is missing: TLS needs both the certificate and its key.\n',
    });
    const foreign = await keyturn(['serve', 'tenant.yaml'], {
      cwd,
      env: { KEYTURN_TLS_CERT_FILE: first.cert, KEYTURN_TLS_KEY_FILE: second.key },
    });
    expect(foreign.code).toBe(1);
    expect(foreign.stderr).toMatch(/^KEYTURN_TLS_CERT and KEYTURN_TLS_KEY: want a certificate/);
  });

  it('doesn’t take a key of another kind for one of its own, as TLS by itself does', async () => {
    const { first } = await place();
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const cert = await readFile(first.cert, 'utf8');
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    expect(() => createSecureContext({ cert, key })).not.toThrow();
    const env = { KEYTURN_TLS_CERT: cert, KEYTURN_TLS_KEY: key };
    expect(() => certificateFrom(env)).toThrow(/the key that belongs to it/);
  });
});

describe('keyturn serve without one', () => {
  it('warns where other machines can reach it and no proxy is named', async () => {
    const cwd = await folderWith({
      'tenant.yaml': tenant,
      'behind.yaml': tenant.replace('gateway:\n', 'gateway:\n  proxies: {trusted: [loopback]}\n'),
    });
    const warned = async (...args: string[]): Promise<boolean> => {
      const run = start(['serve', ...args, '--port', String(await freePort())], { cwd });
      await run.until(/"message":"listening"/);
      run.signal('SIGTERM');
      return (await run.ended).stdout.includes('without TLS');
    };
    expect(await warned('tenant.yaml', '--host', '0.0.0.0')).toBe(true);
    expect(await warned('tenant.yaml')).toBe(false);
    expect(await warned('behind.yaml', '--host', '0.0.0.0')).toBe(false);
  });
});
