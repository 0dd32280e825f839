import { moveTo } from '../flow/outcome.ts';
import type { StepRoom } from './step.ts';

/** Reset or unlock. It is asked of every name alike, locked or not. */
export const chooseIntent: StepRoom<'choose-intent'> = {
  show: async () => ({ kind: 'choose-intent', intents: ['reset', 'unlock'] }),
  answers: {
    'choose-intent': async ({ state }, { intent }) =>
      moveTo({ ...state, intent }, { kind: 'choose-method' }),
    back: async ({ state }) => moveTo({ ...state, subject: undefined }, { kind: 'identify' }),
  },
};
