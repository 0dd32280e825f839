// One code, fifty times at once, to two gateways on one PostgreSQL: round after round one answer is taken.
import ky from 'ky';
import PostalMime from 'postal-mime';
import { expect, it, onTestFinished } from 'vitest';
import { answerReply, startReply, type Step } from '../../../backends/protocol/index.ts';
import { databaseIn, postgresIn } from '../../gateway/database-in.ts';
import { startMailServer } from '../../gateway/mail-server.ts';
import { EmbeddedDirectory } from '../../../gateway/directory/embedded.ts';
import { secretsFrom } from '../../../gateway/secrets.ts';
import { solves } from '../../../gateway/puzzle.ts';
import { folderWith, freePort, start, tenantFile } from '../../cli/command.ts';

const rounds = Number(process.env.KEYTURN_ROUNDS ?? 100_000) / 100;
const perPerson = 8; // below the limit of messages to one account
const secret = Buffer.alloc(32, 7);

const nonceFor = (step: Step): string | undefined => {
  if (step.kind !== 'identify' || !step.challenge) return undefined;
  for (let nonce = 0; ; nonce += 1) if (solves(step.challenge, String(nonce))) return String(nonce);
};

const twoGateways = async () => {
  const mail = await startMailServer();
  onTestFinished(() => mail.close());
  const more = `gateway:
  mail: smtp://127.0.0.1:${mail.port}
  limits: {client: 100000, daily: {email: 1000000}}
policy:
  methods: [email]
  requiredToRegister: 1
`;
  const cwd = await folderWith({ 'tenant.yaml': tenantFile('Contoso Ltd', more) });
  const env = { KEYTURN_STORE: await postgresIn(cwd), KEYTURN_SECRET: secret.toString('base64') };
  const node = async (): Promise<string> => {
    const port = await freePort();
    const run = start(['serve', 'tenant.yaml', '--port', String(port)], { cwd, env });
    await run.until(/"message":"listening"/);
    return `http://127.0.0.1:${port}/api`;
  };
  const bases = [await node(), await node()] as const;
  const directory = new EmbeddedDirectory(await databaseIn(cwd, secretsFrom(secret)));
  return { bases, mail, directory };
};

const post = (url: string, json: unknown) =>
  ky.post(url, { json, retry: 0, throwHttpErrors: false, timeout: 60_000 });

it(
  `two gateways take one of fifty equal answers, in ${rounds} rounds`,
  { timeout: 7_200_000 },
  async () => {
    const { bases, mail, directory } = await twoGateways();
    const [a, b] = bases;
    for (let round = 0; round < rounds; round += 1) {
      const name = `p${Math.floor(round / perPerson)}`;
      const [username, value] = [`${name}@contoso.com`, `${name}@example.org`];
      if (round % perPerson === 0)
        await directory.put({
          username,
          name,
          password: 'analytical engine',
          contacts: [{ kind: 'email', value }],
        });
      mail.got.splice(0);
      const begun = await post(`${a}/flows`, { flow: 'reset', intent: 'reset', locale: 'en' });
      const { id, step } = startReply.parse(await begun.json());
      const nonce = nonceFor(step);
      await post(`${b}/flows/${id}`, { answer: { kind: 'identify', username, nonce } });
      const chosen = await post(`${a}/flows/${id}`, {
        answer: { kind: 'choose-method', method: 'email-1' },
      });
      const { revision } = answerReply.parse(await chosen.json());
      await expect.poll(() => mail.got.length, { timeout: 20_000, interval: 10 }).toBe(1);
      const { text = '' } = await PostalMime.parse(mail.got[0]!.raw);
      const code = /(?<!\d)\d{6}(?!\d)/.exec(text)![0];
      const given = { answer: { kind: 'enter-code', code }, revision };
      const replies = await Promise.all(
        Array.from({ length: 50 }, (_, index) => post(`${bases[index % 2]!}/flows/${id}`, given)),
      );
      const statuses = replies.map(({ status }) => status).toSorted((one, other) => one - other);
      expect(statuses, `round ${round}`).toEqual([200, ...Array<number>(49).fill(409)]);
      await Promise.all(replies.map((reply) => reply.arrayBuffer()));
    }
  },
);
