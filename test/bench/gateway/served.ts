// `keyturn serve` as it is installed, with its own store, and a mail server for its letters.
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import PostalMime from 'postal-mime';
import { solves } from '../../../gateway/puzzle.ts';
import { freePort, tenantFile } from '../../cli/command.ts';
import { startMailServer } from '../../gateway/mail-server.ts';
import { type Call, callerTo } from './caller.ts';
import { type Measured, startMeasured } from './process.ts';

export const people = 60;

const nameOf = (index: number): string => `p${index}@contoso.com`;

const fileFor = (mail: number): string =>
  tenantFile(
    'Contoso Ltd',
    `gateway:
  mail: smtp://127.0.0.1:${mail}
  limits: {client: 100000}
policy:
  methods: [email]
  requiredToRegister: 1
`,
  );

const peopleFile = (): string =>
  Array.from(
    { length: people },
    (_, index) =>
      `- {username: ${nameOf(index)}, name: P, password: analytical engine 1843, contacts: [{kind: email, value: p${index}@example.org}]}`,
  ).join('\n');

type Told = {
  id: string;
  revision: number;
  step: { kind: string; challenge?: { salt: string; bits: number } };
};

const solved = (challenge: Told['step']['challenge']): string | undefined => {
  if (!challenge) return undefined;
  for (let nonce = 0; ; nonce += 1) if (solves(challenge, String(nonce))) return String(nonce);
};

/** A gateway that runs, and what one does with it. */
export type Served = Measured & {
  port: number;
  call: Call;
  /** A whole reset by the nth person, from the name to "done". */
  reset(index: number): Promise<void>;
};

/** Starts one below a folder. */
export const startServed = async (folder: string, connections: number): Promise<Served> => {
  await mkdir(folder, { recursive: true });
  const codes = new Map<string, (code: string) => void>();
  const mail = await startMailServer({ disabledCommands: ['STARTTLS', 'AUTH'] });
  const watch = setInterval(() => {
    for (const { to, raw } of mail.got.splice(0))
      void PostalMime.parse(raw).then(({ text = '' }) => {
        const code = /(?<!\d)\d{6}(?!\d)/.exec(text)?.[0];
        if (code) codes.get(to[0]!)?.(code);
      });
  }, 5);
  const port = await freePort();
  await writeFile(join(folder, 'tenant.yaml'), fileFor(mail.port));
  await writeFile(join(folder, 'people.yaml'), peopleFile());
  const files = ['serve', 'tenant.yaml', '--people', 'people.yaml', '--port', String(port)];
  const measured = await startMeasured([resolve('cli/bin.mjs'), ...files], { cwd: folder });
  const { call, close } = callerTo(port, connections);
  const post = async (path: string, json: unknown): Promise<Told> => {
    const { status, text } = await call('POST', `/api${path}`, json);
    if (status >= 300) throw new Error(`${status} ${text}`);
    return JSON.parse(text) as Told;
  };
  const reset = async (index: number): Promise<void> => {
    const address = `p${index % people}@example.org`;
    const coming = new Promise<string>((found) => codes.set(address, found));
    let at = await post('/flows', { flow: 'reset', intent: 'reset', locale: 'en' });
    const { id } = at;
    const give = async (answer: object): Promise<void> => {
      at = await post(`/flows/${id}`, { answer, revision: at.revision });
    };
    const nonce = solved(at.step.challenge);
    await give({ kind: 'identify', username: nameOf(index % people), nonce });
    await give({ kind: 'choose-method', method: 'email-1' });
    await give({ kind: 'enter-code', code: await coming });
    await give({ kind: 'new-password', password: `violet umbrella ${index}` });
    if (at.step.kind !== 'done') throw new Error(at.step.kind);
  };
  const stop = async (): Promise<void> => {
    clearInterval(watch);
    close();
    await measured.stop();
    await mail.close();
  };
  return { ...measured, port, call, reset, stop };
};
