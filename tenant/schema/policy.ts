import * as z from 'zod';
import { type MethodKind, methodKinds } from '../../backends/protocol/kinds.ts';
import { predefinedQuestions } from '../../locales/questions.ts';
import { flag, line, whole } from './values.ts';

const method = z.enum(methodKinds, { error: `one of: ${methodKinds.join(', ')}` });

const questions = z
  .strictObject({
    register: whole(3, 5)
      .default(5)
      .meta({ description: 'How many questions a person registers.', examples: [5] }),
    reset: whole(3, 5)
      .default(3)
      .meta({ description: 'How many of them are asked, drawn at random.', examples: [3] }),
    predefined: z
      .union([z.literal('all'), z.array(z.enum(predefinedQuestions))], {
        error: `all, or a list of: ${predefinedQuestions.join(', ')}`,
      })
      .default('all')
      .meta({ description: 'Which of the translated questions are offered.', examples: ['all'] }),
    custom: z
      .array(line(200, 3), { error: 'a list of questions' })
      .default([])
      .meta({
        description: 'Questions of your own, shown as typed in every language.',
        examples: [['What was your first project here?']],
      }),
  })
  .optional()
  .meta({
    description:
      'Security questions. NIST SP 800-63B and the reference product advise against them; off unless a method names them.',
  });

const registration = z
  .strictObject({
    required: flag
      .default(true)
      .meta({ description: 'Whether people are asked at sign-in until they have registered.' }),
    reconfirmDays: whole(0, 730)
      .default(180)
      .meta({
        description: 'Days until they confirm their methods again; 0 is never.',
        examples: [180],
      }),
  })
  .prefault({})
  .meta({ description: 'The reminder.' });

const password = z
  .strictObject({
    minLength: whole(8, 64)
      .default(12)
      .meta({ description: 'Least length, in characters (code points).', examples: [12] }),
    maxLength: whole(64, 256)
      .default(256)
      .meta({
        description: 'Greatest length; longer ones are refused, never cut.',
        examples: [256],
      }),
    classes: whole(0, 4)
      .default(0)
      .meta({
        description:
          'How many of lower case, upper case, digit and symbol are needed. Leave it at 0 unless the directory insists.',
        examples: [0],
      }),
    unicode: flag
      .default(true)
      .meta({ description: 'Whether any letter of any script is allowed. Entra refuses them.' }),
    banned: z
      .array(line(64, 3), { error: 'a list of words' })
      .max(1000, { error: 'at most 1,000 words' })
      .default([])
      .meta({
        description:
          'Words of your own that are guessed first, such as products and places. In a password each counts for one character, as a common password does; less than five is refused. Your name is refused anyway.',
        examples: [['contoso']],
      }),
    notUserName: flag
      .default(true)
      .meta({ description: 'Whether a password may not contain the user name.' }),
    breachCheck: flag
      .default(false)
      .meta({ description: 'Whether passwords are checked against known breaches (k-anonymity).' }),
    history: whole(0, 24)
      .default(0)
      .meta({
        description: 'How many former passwords the directory refuses (text only).',
        examples: [0],
      }),
    expiryDays: whole(0, 730)
      .default(0)
      .meta({
        description:
          'After how many days the directory lets a password expire (text only); 0 is never, as NIST SP 800-63B-4 has it.',
        examples: [0],
      }),
  })
  .prefault({})
  .meta({
    description: 'What a password must be. Shown live, in mails and on print, and enforced.',
  });

const notify = z
  .strictObject({
    user: flag.default(true).meta({ description: 'Tell people that their password was reset.' }),
    admins: flag
      .default(true)
      .meta({ description: 'Tell the other administrators when one resets their own.' }),
  })
  .prefault({})
  .meta({ description: 'The two notices.' });

const defaultMethods: MethodKind[] = ['email', 'sms'];

/** The section `policy`. */
export const policy = z
  .strictObject({
    gates: whole(1, 2)
      .default(1)
      .meta({ description: 'How many proofs a reset needs.', examples: [1] }),
    methods: z
      .array(method, { error: 'a list of methods' })
      .min(1, { error: 'at least one method' })
      .default(defaultMethods)
      .meta({
        description: 'What people may register and use, in the order in which it is offered.',
        examples: [['email', 'sms']],
      }),
    requiredToRegister: whole(1, 9)
      .optional()
      .meta({
        description:
          'Methods needed before “finish”. Default: gates + 1, at most as many as there are.',
        examples: [2],
      }),
    questions,
    registration,
    unlock: flag
      .default(true)
      .meta({ description: 'Whether “I know it, but still can’t sign in” is offered.' }),
    password,
    notify,
  })
  .prefault({})
  .meta({ description: 'The rules.' });
