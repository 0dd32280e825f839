import * as z from 'zod';
import { campaign, mergeDialects } from './campaign.ts';
import { directory } from './directory.ts';
import { dkim } from './dkim.ts';
import { limits } from './limits.ts';
import { proxies } from './proxies.ts';
import { day, dnsName, email, line, httpsUrl, whole } from './values.ts';

const mailbox = z.strictObject({
  name: line(80).meta({ description: 'The name people see.', examples: ['Contoso IT'] }),
  address: email.meta({ description: 'The mail address.', examples: ['it@contoso.com'] }),
});

/** The section `rollout`. */
export const rollout = z
  .strictObject({
    pilot: day
      .optional()
      .meta({ description: 'First day of the pilot.', examples: ['2027-02-01'] }),
    launch: day
      .optional()
      .meta({ description: 'The day it is there for everyone.', examples: ['2027-03-01'] }),
    deadline: day
      .optional()
      .meta({ description: 'The day by which everyone has registered.', examples: ['2027-03-22'] }),
    enforceFrom: day
      .optional()
      .meta({ description: 'From when registration can’t be put off.', examples: ['2027-04-01'] }),
    sender: mailbox.optional().meta({ description: 'Who sends the mails.' }),
    replyTo: email
      .optional()
      .meta({ description: 'Where answers go.', examples: ['help@contoso.com'] }),
    mergeTags: z
      .enum(mergeDialects, { error: `one of: ${mergeDialects.join(', ')}` })
      .default('none')
      .meta({ description: 'The placeholders of the program that sends the mails.' }),
    ...campaign,
  })
  .prefault({})
  .meta({ description: 'The campaign that launches the portal.' });

const smtpWant =
  'an SMTP server as smtp://host:port or smtps://host:port, without user or password';
const smtp = z
  .string({ error: smtpWant })
  .regex(/^smtps?:\/\/[a-z0-9.-]+(?::\d{1,5})?\/?$/i, { error: smtpWant });

const tokens = z
  .strictObject({
    issuer: line(2048).meta({
      description: 'Who issues them: the claim iss, sign for sign.',
      examples: ['https://login.contoso.com/'],
    }),
    audience: line(2048).meta({
      description: 'Whom they are for: the claim aud. A token for anybody else is refused.',
      examples: ['https://passwords.contoso.com/'],
    }),
    jwks: httpsUrl.optional().meta({
      description:
        'Where the issuer publishes its keys (RFC 7517). Without it a secret from the environment is used, with HS256.',
      examples: ['https://login.contoso.com/keys'],
    }),
    claim: line(64)
      .regex(/^[\w.:/-]+$/, { error: 'the name of a claim, such as preferred_username' })
      .optional()
      .meta({
        description:
          'Which claim has the user name. It must be one that people can’t change themselves. Default: preferred_username, else sub.',
        examples: ['upn'],
      }),
  })
  .optional()
  .meta({
    description:
      'Tokens of a page where people are signed in already: by them it reminds people, and lets them register without their password.',
  });

/** The section `gateway`. */
export const gateway = z
  .strictObject({
    mail: smtp.optional().meta({
      description:
        'The mail server for codes and notices. User and password come from the environment.',
      examples: ['smtps://smtp.contoso.com:465'],
    }),
    dkim,
    text: httpsUrl.optional().meta({
      description: 'A webhook that sends a text message: it gets {to, text} as JSON, signed.',
      examples: ['https://sms.contoso.com/send'],
    }),
    call: httpsUrl.optional().meta({
      description:
        'A webhook that calls somebody: it gets {to, locale, text, approval: {url, id}} as JSON, signed, and posts {id, approved} to that url, signed with the same secret.',
      examples: ['https://voice.contoso.com/call'],
    }),
    push: httpsUrl.optional().meta({
      description:
        'A webhook that notifies somebody in your own app: as call, with username in the place of to. It posts {id, approved, number} with the number that was typed, and answers 404 about who has no app.',
      examples: ['https://app.contoso.com/notify'],
    }),
    directory,
    proxies,
    limits,
    tokens,
    requests: z
      .strictObject({
        to: z
          .array(email, { error: 'a list of mail addresses' })
          .min(1, { error: 'at least one address' })
          .max(100, { error: 'at most 100 addresses' })
          .optional()
          .meta({
            description: 'Who gets them; without it, the administrators of the directory.',
            examples: [['it@contoso.com']],
          }),
      })
      .optional()
      .meta({
        description:
          'Lets people who can’t get on ask the administrators for help, by a form on the portal.',
        examples: [{ to: ['it@contoso.com'] }],
      }),
    auditDays: whole(30, 3650)
      .optional()
      .meta({
        description:
          'For how many days the audit log, and so the reports, go back; 400 without it. What is older is forgotten.',
        examples: [400],
      }),
    passkeyDomain: dnsName.optional().meta({
      description:
        'The domain that passkeys are made for: the portal’s host, which is the default, or one above it, so that pages beside the portal can use them too. Changing it later makes every registered passkey useless.',
      examples: ['contoso.com'],
    }),
  })
  .optional()
  .meta({ description: 'For organisations that run our gateway. Secrets are never in this file.' });
