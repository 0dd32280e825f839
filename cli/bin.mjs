#!/usr/bin/env node
// The command, compiled.
import * as module from 'node:module'; // by name it would fail on an old Node, before that can be said

const [major] = process.versions.node.split('.').map(Number);

if (major < 24) {
  process.stderr.write(
    `keyturn needs Node 24 or newer, this is ${process.version}. In the repository, run it as: npm run -s keyturn -- …\n`,
  );
  process.exit(1);
}

// Node calls the part that reads TypeScript tenant files experimental; who runs the command can do nothing about it.
const warn = process.emitWarning.bind(process);
process.emitWarning = (warning, ...rest) => {
  if (rest[0] !== 'ExperimentalWarning') warn(warning, ...rest);
};

module.enableCompileCache();
await import('../compiled/cli/main.js');
