// What is measured in a browser beside the embed file: a bare input, and two widgets of others from npm.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build, type Rolldown } from 'vite';

/** A page's files by path, what its body holds, and an expression that is truthy once somebody can type. */
export type Subject = {
  files: Record<string, string>;
  body: string;
  ready: string;
  /** Replies of a backend by path, for what asks one before it shows anything. */
  replies?: Record<string, unknown>;
};

const script = (src: string): string => `<script type="module" src="${src}"></script>`;
const inputIn = (element: string): string => `document.querySelector('${element} input')`;
const shadowInputIn = (element: string): string =>
  `document.querySelector('${element}')?.shadowRoot?.querySelector('input')`;

/** A page with an input and nothing else: what every page costs. */
export const plainPage: Subject = {
  files: {},
  body: '<form><label>User name <input name="username"></label></form>',
  ready: inputIn('form'),
};

/** The embed file of a built portal. */
export const keyturn = async (portal: string): Promise<Subject> => ({
  files: { '/keyturn.js': await readFile(join(portal, 'embed', 'keyturn.js'), 'utf8') },
  body: `<keyturn-reset></keyturn-reset>${script('/keyturn.js')}`,
  ready: inputIn('keyturn-reset'),
});

const bareSource = `import { html, LitElement } from 'lit';
customElements.define('bare-input', class extends LitElement {
  render() {
    return html\`<form><label>User name <input name="username"></label><button>Next</button></form>\`;
  }
});`;

/** One input drawn by Lit's own element, bundled and minified. */
export const bareLit = async (root: string): Promise<Subject> => {
  const entry = '\0bare';
  const { output } = (await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'bare',
        enforce: 'pre',
        resolveId: (id, importer) =>
          id === 'bare'
            ? entry
            : importer === entry
              ? join(root, 'node_modules/lit/index.js')
              : undefined,
        load: (id) => (id === entry ? bareSource : undefined),
      },
    ],
    build: { write: false, modulePreload: false, rolldownOptions: { input: 'bare' } },
  })) as Rolldown.RolldownOutput;
  return {
    files: { '/bare.js': output[0].code },
    body: `<bare-input></bare-input>${script('/bare.js')}`,
    ready: shadowInputIn('bare-input'),
  };
};

const versions = { '@teamhanko/hanko-elements': '2.7.0', '@okta/okta-signin-widget': '7.49.0' };

/** Fetches the others' packages into a folder. @throws Error where npm can't. */
export const fetchOthers = async (folder: string): Promise<void> => {
  await writeFile(join(folder, 'package.json'), '{"private":true}');
  const wanted = Object.entries(versions).map(([name, version]) => `${name}@${version}`);
  const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  await promisify(execFile)('npm', ['install', ...options, ...wanted], {
    cwd: folder,
    timeout: 240_000,
  });
};

// Hanko asks its service what to show; this is the beginning of its flow, one identifier to type.
const hankoBegins = {
  name: 'login_init',
  status: 200,
  csrf_token: 'x',
  payload: {},
  links: [],
  actions: {
    continue_with_login_identifier: {
      action: 'continue_with_login_identifier',
      href: '/login?action=x',
      description: '',
      inputs: {
        email: { name: 'email', type: 'email', required: true, hidden: false },
      },
    },
  },
};

/** Hanko Elements. */
export const hanko = async (folder: string): Promise<Subject> => ({
  files: {
    '/hanko.js': await readFile(
      join(folder, 'node_modules/@teamhanko/hanko-elements/dist/elements.js'),
      'utf8',
    ),
    '/start.js': `import { register } from '/hanko.js'; register(location.origin + '/api');`,
  },
  body: `<hanko-auth></hanko-auth>${script('/start.js')}`,
  ready: shadowInputIn('hanko-auth'),
  replies: { '/api/login': hankoBegins },
});

/** Okta's widget, in the lighter of its builds: the one for its classic engine. */
export const okta = async (folder: string): Promise<Subject> => {
  const dist = join(folder, 'node_modules/@okta/okta-signin-widget/dist');
  return {
    files: {
      '/okta.js': await readFile(join(dist, 'js/okta-sign-in.classic.min.js'), 'utf8'),
      '/okta.css': await readFile(join(dist, 'css/okta-sign-in.min.css'), 'utf8'),
      '/start.js': `new OktaSignIn({ baseUrl: location.origin, el: '#widget', language: 'en',
  assets: { baseUrl: location.origin }, useClassicEngine: true, stateToken: undefined,
  authParams: { pkce: false, issuer: location.origin }, clientId: 'bench', redirectUri: location.href,
}).renderEl({ el: '#widget' }, () => {}, () => {});`,
    },
    body: `<link rel="stylesheet" href="/okta.css"><div id="widget"></div><script src="/okta.js"></script><script src="/start.js"></script>`,
    ready: inputIn('#widget'),
  };
};
