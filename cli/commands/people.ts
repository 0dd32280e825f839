import type { CAC } from 'cac';
import type { PeopleOptions } from '../run/people.ts';

/** `keyturn people import <file.csv> <tenant>`, `keyturn people export <tenant>` */
export const people = (program: CAC): void => {
  program
    .command(
      'people <import|export> [...files]',
      'Enters telephone numbers and addresses for people, so that they need not register',
    )
    .usage('people import <people.csv> <tenant file> | people export <tenant file>')
    .option('--data <folder>', 'where the store and its secret are kept', { default: 'data' })
    .option('--dry-run', 'says what would happen, line by line, and changes nothing')
    .option('--all-or-nothing', 'changes nothing at all where one line is refused')
    .option('--replace', 'goes over what people have proved to be theirs, too')
    .option('--ignore-others', 'leaves columns out that mean nothing here')
    .option('--out <file>', 'where the table goes, if not to the terminal')
    .option('--delimiter <sign>', 'what stands between the cells of an export', { default: ',' })
    .action(async (what: string, files: string[], options: PeopleOptions) => {
      const { people: run } = await import('../run/people.ts');
      if (!(await run(what, files, options))) process.exitCode = 1;
    });
};
