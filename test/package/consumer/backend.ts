// A backend of somebody's own, in the words of the protocol.
import {
  answerRequest,
  type Answer,
  type PublicPasswordPolicy,
  type Step,
  step,
  startRequest,
} from 'keyturn/protocol';

const policy: PublicPasswordPolicy = {
  minLength: 12,
  maxLength: 64,
  classes: 0,
  unicode: true,
  notUserName: true,
  banned: false,
  breachCheck: true,
};

const next = (answer: Answer): Step => {
  switch (answer.kind) {
    case 'identify':
      return { kind: 'new-password', username: answer.username, policy };
    case 'new-password':
      return { kind: 'done', outcome: 'password-reset', advice: [] };
    default:
      return { kind: 'stopped', reason: 'not-eligible', supportCode: '1', help: {} };
  }
};

export const handle = (body: unknown): Step => step.parse(next(answerRequest.parse(body).answer));
export const begin = (body: unknown): string => startRequest.parse(body).flow satisfies string;
