import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashesOf, folderWith, keyturn, start, tempFolder } from './command.ts';

const who = ['--name', 'Acme "Ltd": #1', '--domain', 'acme.example'];

const backends: [kind: string, flags: string[]][] = [
  ['http', []],
  ['entra', ['--backend', 'entra', '--locales', 'nl, en']],
  ['links', ['--backend', 'links', '--reset-url', 'https://id.acme.example/recover?a=1']],
];

const wrong: [flags: string[], said: string][] = [
  [[], '--name is missing. What is the organisation called? (Nobody can be asked here.)'],
  [['--name', 'A'], '--domain is missing. What is its mail domain? (Nobody can be asked here.)'],
  [[...who, '--domain=acme'], '--domain is given more than once.'],
  [['--name', 'A', '--domain', 'acme'], '--domain acme: want a DNS name, such as contoso.com'],
  [
    [...who, '--url', 'http://a.example'],
    '--url http://a.example: want an absolute https address without user name or password in it, such as https://www.contoso.com/page',
  ],
  [[...who, '--locales', 'xx'], '--locales xx: want a language that exists here: en, nl, ar'],
  [
    [...who, '--color', 'reddish'],
    '--color reddish: want an opaque CSS colour, such as #005fb8, rgb(0 95 184) or oklch(0.5 0.16 255)',
  ],
  [[...who, '--backend', 'azure'], '--backend azure: want http, entra or links'],
  [
    [...who, '--backend', 'links'],
    '--reset-url is missing. Where is a forgotten password reset? (Nobody can be asked here.)',
  ],
  [
    [...who, '--reset-url', 'https://a.example/'],
    '--reset-url goes with --backend links, not http.',
  ],
  [
    [...who, '--support', 'ask Bob'],
    '--support ask Bob: want a mail address, a telephone number such as +31 20 555 01 23, or an https address',
  ],
];

describe('keyturn init', () => {
  it.each(backends)('writes a %s tenant that check and build accept', async (kind, flags) => {
    const cwd = await tempFolder();
    const wrote = await keyturn(['init', 'new folder', ...who, ...flags], { cwd });
    expect(wrote).toMatchObject({ code: 0, stderr: '' });
    const file = join('new folder', 'tenant.yaml');
    expect(wrote.stdout).toMatch(`Wrote ${file}.`);
    expect(wrote.stdout).toMatch(`keyturn build '${file}'`);
    const checked = await keyturn(['check', file], { cwd });
    expect(checked).toMatchObject({ code: 0, stderr: '' });
    expect(checked.stdout).toMatch('Acme "Ltd": #1');
    expect((await keyturn(['build', file], { cwd })).code).toBe(0);
    const report = await readFile(join(cwd, 'dist', 'new-folder', 'report.json'), 'utf8');
    expect(JSON.parse(report)).toMatchObject({ backend: kind });
    expect(Object.keys(hashesOf(join(cwd, 'new folder')))).toEqual([
      'tenant.schema.json',
      'tenant.yaml',
    ]);
  });

  it('names the folder after the domain', async () => {
    const cwd = await tempFolder();
    await keyturn(['init', '--name', 'Acme', '--domain', 'Acme.example'], { cwd });
    expect(Object.keys(hashesOf(cwd))).toContain(join('acme', 'tenant.yaml'));
  });

  it('takes what looks like a number as it was typed', async () => {
    const cwd = await tempFolder();
    const flags = ['--color=000000', '--support', '+31201234567', '--name', '007'];
    await keyturn(['init', '0', '--domain', 'acme.example', ...flags], { cwd });
    const written = await readFile(join(cwd, '0', 'tenant.yaml'), 'utf8');
    expect(written).toMatch('color: "000000"');
    expect(written).toMatch('phone: "+31201234567"');
    expect(written).toMatch('name: "007"');
    expect((await keyturn(['check', '0/tenant.yaml'], { cwd })).code).toBe(0);
  });

  it.each(['tenant.yaml', 'tenant.schema.json'])('never writes over a %s', async (name) => {
    const cwd = await folderWith({ [name]: 'mine' });
    const before = hashesOf(cwd);
    const { code, stderr } = await keyturn(['init', '.', ...who], { cwd });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `${name} is there already and stays as it is. Name another folder: keyturn init <folder>\n`,
    });
    expect(hashesOf(cwd)).toEqual(before);
  });

  it.each(wrong)('says what is wanted of %j, and writes nothing', async (flags, said) => {
    const cwd = await tempFolder();
    const { code, stdout, stderr } = await keyturn(['init', ...flags], { cwd });
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: `${said}\n` });
    expect(hashesOf(cwd)).toEqual({});
  });
});

// Standard input and output as a terminal, as far as the questions look.
const terminal =
  'process.stdin.isTTY=process.stdout.isTTY=true;process.stdin.setRawMode=()=>process.stdin';
const enter = '\r';
const down = '\u001b[B';

describe('keyturn init at a terminal', () => {
  it('asks for what no flag gave, and again when an answer is wrong', async () => {
    const cwd = await tempFolder();
    const flags = ['--url', 'https://passwords.acme.example/', '--color', '#123456'];
    const run = start(['init', 'acme', ...flags], { cwd, preload: terminal });
    await run.until(/What is the organisation called\?/);
    run.type(`Acme${enter}`);
    await run.until(/What is its mail domain\?/);
    run.type(`acme${enter}`);
    await run.until(/want a DNS name/);
    run.type(`.example${enter}`);
    await run.until(/In which languages\?/);
    run.type(`${down} ${enter}`);
    await run.until(/Which of them is the default\?/);
    run.type(`${down}${enter}`);
    await run.until(/What stands behind it\?/);
    run.type(enter);
    await run.until(/How is the help desk reached/);
    run.type(enter);
    await run.until(/Wrote/);
    run.leave();
    expect((await run.ended).code).toBe(0);
    const written = await readFile(join(cwd, 'acme', 'tenant.yaml'), 'utf8');
    expect(written).toMatch('locales: [nl, en]');
    expect(written).toMatch('domains: [acme.example]');
    expect(written).toMatch('email: helpdesk@acme.example');
  });

  it('writes nothing when it is stopped with Ctrl+C', async () => {
    const cwd = await tempFolder();
    const run = start(['init'], { cwd, preload: terminal });
    await run.until(/What is the organisation called\?/);
    run.type('\u0003');
    const { code, stdout } = await run.ended;
    expect(code).toBe(1);
    expect(stdout).toMatch('Nothing was written.');
    expect(hashesOf(cwd)).toEqual({});
  });

  it('asks nothing when the folder it was given is taken', async () => {
    const cwd = await folderWith({ 'tenant.yaml': 'mine' });
    const { code, stdout } = await start(['init', '.'], { cwd, preload: terminal }).ended;
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });
});
