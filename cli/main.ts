// The command `keyturn`: one file per sub-command. (cac, not commander: it loads in a seventh of the time.)
import { cac } from 'cac';
import pkg from '../package.json' with { type: 'json' };
import { audit } from './commands/audit.ts';
import { backup } from './commands/backup.ts';
import { build } from './commands/build.ts';
import { check } from './commands/check.ts';
import { demo } from './commands/demo.ts';
import { dev } from './commands/dev.ts';
import { init } from './commands/init.ts';
import { kit } from './commands/kit.ts';
import { people } from './commands/people.ts';
import { report as reports } from './commands/report.ts';
import { schema } from './commands/schema.ts';
import { serve } from './commands/serve.ts';
import { verify } from './commands/verify.ts';
import { settleOptions, unknownCommand } from './options.ts';
import { report } from './report-error.ts';
import { checkNames } from './unread-settings.ts';

const program = cac('keyturn');
const commands = [
  init,
  check,
  build,
  dev,
  serve,
  schema,
  demo,
  verify,
  audit,
  backup,
  kit,
  people,
  reports,
];
for (const add of commands) add(program);
program.help();
program.version(pkg.version);

const run = async (): Promise<void> => {
  const { options, args } = program.parse(process.argv, { run: false });
  if (program.matchedCommand) {
    settleOptions(program, args);
    checkNames();
    await program.runMatchedCommand();
  } else if (options.help || options.version) return;
  else if (args.length > 0 && args[0] !== 'help') throw unknownCommand(program, args[0]!);
  else program.outputHelp();
};

try {
  await run();
} catch (error) {
  report(error);
  process.exitCode = 1;
}
