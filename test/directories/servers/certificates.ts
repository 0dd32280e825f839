// A certificate authority for one run of the tests, and what it signs.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Paths of a certificate and its key. */
export type Signed = { cert: string; key: string };
/** An authority: its own certificate, and what it can sign. */
export type Authority = {
  ca: string;
  sign(name: string, to: string, days?: number): Promise<Signed>;
};

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** An authority that has been made, by the path of its certificate. */
export const authorityAt = (ca: string): Authority => {
  const folder = dirname(ca);
  const sign: Authority['sign'] = async (file, to, days = 2) => {
    const [cert, key, request] = ['pem', 'key', 'csr'].map((end) => join(folder, `${file}.${end}`));
    const names = ['-subj', `/CN=${file}`, '-addext', `subjectAltName=${to}`];
    await run('openssl', ['req', ...newKey, '-keyout', key!, '-out', request!, ...names]);
    const by = ['-CA', ca, '-CAkey', ca.replace(/pem$/, 'key'), '-days', String(days)];
    const rest = ['-copy_extensions', 'copy', '-out', cert!];
    await run('openssl', ['x509', '-req', '-in', request!, ...by, ...rest]);
    return { cert: cert!, key: key! };
  };
  return { ca, sign };
};

/** Makes an authority whose files are in `folder`. It signs for an `IP:` or `DNS:` name; with -1 day, what has expired. */
export const makeAuthority = async (folder: string, name: string): Promise<Authority> => {
  const ca = join(folder, `${name}.pem`);
  const of = ['-subj', `/CN=${name}`, '-addext', 'basicConstraints=critical,CA:TRUE'];
  const usage = ['-addext', 'keyUsage=critical,keyCertSign,cRLSign'];
  const out = ['-keyout', join(folder, `${name}.key`), '-out', ca, '-days', '2'];
  await run('openssl', ['req', '-x509', ...newKey, ...out, ...of, ...usage]);
  return authorityAt(ca);
};

/** The two files of a signed certificate, as TLS in Node wants them. */
export const pairOf = async ({ cert, key }: Signed): Promise<{ cert: Buffer; key: Buffer }> => ({
  cert: await readFile(cert),
  key: await readFile(key),
});
