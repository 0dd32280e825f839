import { expect, it } from 'vitest';
import { limits } from '../../backends/limits.ts';

// In plain numbers, as the readme and the protocol say them: elsewhere tests go by the names.
it('keeps what the protocol promises', () => {
  expect(limits).toEqual({
    codeLength: 6,
    codeLife: 300,
    codeTries: 5,
    resendAfter: 30,
    flowLife: 900,
    namesPerFlow: 5,
    proofFailures: 5,
    lockTime: 86_400,
    sends: 10,
    sendWindow: 600,
  });
});
