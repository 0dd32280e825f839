// The command `keyturn`: one file per sub-command.
import { Command } from 'commander';
import { build } from './commands/build.ts';
import { check } from './commands/check.ts';
import { demo } from './commands/demo.ts';
import { dev } from './commands/dev.ts';
import { init } from './commands/init.ts';
import { schema } from './commands/schema.ts';
import { serve } from './commands/serve.ts';
import { report } from './report-error.ts';

const program = new Command('keyturn')
  .description(
    'From one tenant file: a password portal, a widget, a rollout kit, and the gateway behind them.',
  )
  .showHelpAfterError('(keyturn --help lists the commands)');

for (const add of [init, check, build, dev, serve, schema, demo]) add(program);

try {
  await program.parseAsync();
} catch (error) {
  report(error);
  process.exitCode = 1;
}
