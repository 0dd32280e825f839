import { executeServerCommand } from '@web/test-runner-commands';

type Options = { isUserVerified?: boolean; automaticPresenceSimulation?: boolean };

/** Plugs in a device that keeps passkeys: one that knows its owner and answers at once, unless told otherwise. */
export const plugIn = async (options: Options = {}): Promise<void> => {
  await executeServerCommand('authenticator', {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
    ...options,
  });
};

/** Takes it away again, with all its keys. */
export const unplug = async (): Promise<void> => {
  await executeServerCommand('authenticator');
};
