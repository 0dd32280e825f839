// The demo as a person starts it, in a process of its own, and a person in front of it.
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import ky from 'ky';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach } from 'vitest';

const bin = fileURLToPath(new URL('../../cli/bin.mjs', import.meta.url));

/** A port that nobody listens on just now. */
export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** Starts `keyturn` with these arguments, and waits until it answers at `url`. */
export const startCommand = async (
  args: string[],
  url: string,
  env: Record<string, string> = {},
): Promise<ChildProcess> => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', bin, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => void (said += chunk.toString()));
  for (let round = 0; round < 200; round += 1) {
    if (child.exitCode !== null) throw new Error(`it ended: ${said}`);
    const answer = await ky.get(url, { retry: 0, throwHttpErrors: false }).catch(() => undefined);
    if (answer) return child;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill('SIGKILL');
  throw new Error(`no answer at ${url}: ${said}`);
};

/** Ends a process, and waits until it's gone. */
export const endCommand = (child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM') =>
  new Promise<number | null>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve(child.exitCode);
    child.once('exit', resolve);
    child.kill(signal);
    return undefined;
  });

/** The demo that runs for a test file. */
export type Demo = { url: string };

/** Starts the demo for all tests of a file; each test finds everybody as they were at first. */
export const useDemo = (): Demo => {
  const demo: Demo = { url: '' };
  let child: ChildProcess | undefined;
  beforeAll(async () => {
    const port = await freePort();
    demo.url = `http://localhost:${port}`;
    child = await startCommand(['demo', '--port', String(port)], demo.url);
  });
  beforeEach(async () => void (await ky.post(`${demo.url}/demo/start-over`)));
  afterAll(async () => child && endCommand(child));
  return demo;
};

/** A message as the demo shows it. */
export type Shown = {
  to: string;
  channel: string;
  subject?: string;
  text: string;
  html?: string;
  at: string;
};

/** What was "sent", newest first. */
export const outbox = ({ url }: Demo): Promise<Shown[]> =>
  ky.get(`${url}/demo/outbox.json`).json<Shown[]>();

/** Waits for so many messages, and takes the code from the newest that has one. */
export const newestCode = async (demo: Demo, count = 1): Promise<string> => {
  for (let round = 0; round < 100; round += 1) {
    const messages = await outbox(demo);
    if (messages.length >= count) return /(?<!\d)\d{6}(?!\d)/.exec(messages[0]!.text)![0];
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('no message came');
};

/** Whether the demo's sign-in takes a password: 200 or 401. */
export const signIn = async (
  { url }: Demo,
  username: string,
  password: string,
): Promise<number> => {
  const json = { username, password };
  return (await ky.post(`${url}/demo/sign-in`, { json, throwHttpErrors: false, retry: 0 })).status;
};

/** The heading of the step that is shown now, once it's another one than before. */
export const heading = async (page: Page, wanted: string): Promise<void> => {
  await page.locator('.kt-form').getByRole('heading', { name: wanted, exact: true }).waitFor();
};

/** Presses the form's main button. */
export const goOn = (page: Page): Promise<void> =>
  page.locator('.kt-form button[type=submit]').click();
