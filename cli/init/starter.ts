import { stringify } from 'yaml';
import type { Answers } from './questions.ts';

const quote = (value: unknown): string => stringify(value, { lineWidth: 0 }).trimEnd();

const supportLine = (way: string): string => {
  if (way.startsWith('https://')) return `url: ${quote(way)}`;
  return way.includes('@') ? `email: ${quote(way)}` : `phone: ${quote(way)}`;
};

const backendLines = (answers: Answers): string => {
  const { backend, resetUrl } = answers;
  switch (backend) {
    case 'http':
      return `  kind: http
  url: /api # a path on the portal's host, or an https address

# How the gateway (keyturn serve) sends its messages; passwords come from the environment.
# gateway:
#   mail: smtps://smtp.${answers.domain}:465
#   text: https://sms.${answers.domain}/send`;
    case 'links':
      return `  kind: links
  reset: ${quote(resetUrl)}
  # register: https://…
  # change: https://…`;
    case 'entra':
      return `  kind: entra
  # domain: a verified domain of the directory; default: the first of organization.domains`;
  }
};

/** A tenant file to start from, with what can be added beside it. */
export const starterFile = (
  answers: Answers,
): string => `# yaml-language-server: $schema=./tenant.schema.json
organization:
  name: ${quote(answers.name)}
  # shortName: the name in running text
  domains: [${quote(answers.domain)}]
  # countryCode: NL

portal:
  url: ${quote(answers.url)}

locales: [${answers.locales.join(', ')}]

brand:
  color: ${quote(answers.color)}
  # logo: ./logo.svg

support:
  ${supportLine(answers.support)}
  # hours: {en: 'Monday to Friday, 8:00 to 18:00'}

# signIn:
#   url: https://login.${answers.domain}/

backend:
${backendLines(answers)}

policy:
  gates: 1
  methods: [email, sms]
  password:
    minLength: 12
`;
