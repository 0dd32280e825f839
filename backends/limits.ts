/** The promises of the protocol in numbers. Durations are in seconds; the pages say them, the gateway keeps them. */
export const limits = {
  /** Digits of a code: 20 bits, as OWASP ASVS 5.0 (6.5.4) wants at least. */
  codeLength: 6,
  codeLife: 5 * 60,
  /** Wrong tries after which a code is void, even if the next one were right. */
  codeTries: 5,
  resendAfter: 30,
  flowLife: 15 * 60,
  /** Names that one flow may be asked about. For more a new one has to begin, and beginnings are counted. */
  namesPerFlow: 5,
  /** Failed proofs within `lockTime` that close self-service for an account, and for how long. Its sign-in stays as it is. */
  proofFailures: 5,
  lockTime: 24 * 60 * 60,
  /** Messages within `sendWindow` to one account, and to one number or address. */
  sends: 10,
  sendWindow: 10 * 60,
} as const;
