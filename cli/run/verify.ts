import { setting } from '../settings.ts';
import { say, UsageError } from '../report-error.ts';
import { checks } from '../verify/checks/index.ts';
import { askedPerson, type Inbox, outboxAt } from '../verify/inbox.ts';
import { type Finding, Run, runAll } from '../verify/run.ts';
import { wireTo } from '../verify/wire.ts';

/** The options of `keyturn verify`, as typed. */
export type VerifyOptions = { account?: string; outbox?: string; ask?: boolean; origin?: string };

const address = (text: string, what: string): string => {
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return text;
  throw new UsageError(`${what} ${text}: want an address that begins with https:// or http://.`);
};

const inboxFor = ({ outbox, ask, account = '' }: VerifyOptions): Inbox | undefined =>
  outbox ? outboxAt(address(outbox, '--outbox')) : ask ? askedPerson(account) : undefined;

const signs: Record<Finding['result'], string> = { kept: '✓', broken: '✗', untold: '–' };

const line = ({ id, promise, result, why }: Finding): string =>
  `${signs[result]} ${id.padEnd(14)} ${promise}${why ? `\n${' '.repeat(17)}${why}` : ''}`;

const sum = (findings: readonly Finding[], result: Finding['result']): number =>
  findings.filter((one) => one.result === result).length;

// What would make every line of the table say the same.
const checkReach = async (run: Run, url: string): Promise<void> => {
  await run.wire('/policy').catch(({ message }: Error) => {
    throw new UsageError(
      `${url}: no answer (${message}). Want the address that \`backend.url\` names.`,
    );
  });
  const until = await run.closed().catch(() => undefined);
  if (until)
    throw new UsageError(
      `${run.given.account}: self-service is closed for it until ${until}, after too many wrong proofs. Nothing can be found out so: wait, or name another account.`,
    );
};

/** Runs every check and prints a table. False if a promise is broken. */
export const verify = async (url: string, options: VerifyOptions): Promise<boolean> => {
  const { account, origin } = options;
  if (!account)
    throw new UsageError('--account is missing: name a test account; its password is changed.');
  const run = new Run(wireTo(address(url, 'the backend')), {
    account,
    origin: origin && address(origin, '--origin'),
    password: setting('KEYTURN_VERIFY_PASSWORD'),
    inbox: inboxFor(options),
  });
  await checkReach(run, url);
  const findings = await runAll(run, checks);
  for (const finding of findings) say(line(finding));
  const broken = sum(findings, 'broken');
  const untold = sum(findings, 'untold');
  say(
    `\n${findings.length} promises: ${sum(findings, 'kept')} kept, ${broken} broken, ${untold} not found out.`,
  );
  if (run.changed) say(`The password of ${account} is another one now. Set it anew.`);
  return broken === 0;
};
