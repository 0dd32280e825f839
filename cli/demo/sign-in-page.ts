import { type Locale, languages } from '../../locales/languages.ts';
import { wordsFor } from '../../locales/words.ts';
import { basePath, pagePath } from '../../tenant/addresses.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { type Html, html, style } from '../../templates/html.ts';

const css = `
body{margin:0;min-height:100vh;display:grid;grid-template-columns:minmax(0,1fr);place-items:center;background:#eef0f4;color:#20242c;font:16px/1.5 Georgia,'Times New Roman',serif}
main,input{box-sizing:border-box}
main{width:min(24rem,100% - 2rem);padding:2rem;border:1px solid #c9ced8;background:#fff}
h1{margin:0 0 1.25rem;font-size:1.5rem}
label{display:block;margin-top:1rem}
main>form input{width:100%;padding:.625rem;border:1px solid #8b93a3;font:inherit}
main>form button{margin-top:1.25rem;padding:.625rem 1.5rem;border:0;background:#2b4a8b;color:#fff;font:inherit;cursor:pointer}
output{display:block;min-height:1.5rem;margin-top:1rem;font-weight:bold}
nav{display:flex;flex-wrap:wrap;gap:.5rem 1rem;margin-top:1.5rem;font-size:.875rem}
`.replaceAll('\n', '');

// The application is made up, and so are its words; in other languages it speaks English, as many do.
type Own = {
  title: string;
  app: string;
  name: string;
  password: string;
  button: string;
  yes: string;
  no: string;
};
const own: Partial<Record<Locale, Own>> & { en: Own } = {
  en: {
    title: 'Sign in to Expenses',
    app: 'Expenses',
    name: 'User name',
    password: 'Password',
    button: 'Sign in',
    yes: 'You are signed in.',
    no: 'That user name or password isn’t right, or the account is locked.',
  },
  nl: {
    title: 'Aanmelden bij Declaraties',
    app: 'Declaraties',
    name: 'Gebruikersnaam',
    password: 'Wachtwoord',
    button: 'Aanmelden',
    yes: 'Je bent aangemeld.',
    no: 'De gebruikersnaam of het wachtwoord klopt niet, of het account is geblokkeerd.',
  },
  ar: {
    title: 'تسجيل الدخول إلى المصروفات',
    app: 'المصروفات',
    name: 'اسم المستخدم',
    password: 'كلمة المرور',
    button: 'تسجيل الدخول',
    yes: 'تم تسجيل دخولك.',
    no: 'اسم المستخدم أو كلمة المرور غير صحيحة، أو الحساب مقفل.',
  },
};

const languageLinks = (locales: readonly Locale[]): Html[] =>
  locales.map((code) => html`<a href="?lang=${code}" lang="${code}">${languages[code].name}</a>`);

/**
 * `/demo/sign-in/`: somebody else's sign-in page, with looks of its own. One script line and one element are ours; the
 * link inside it is what people without JavaScript get.
 */
export const signInPage = (tenant: Tenant, locale: Locale): string => {
  const { title, app, name, password, button, yes, no } = own[locale] ?? own.en;
  return html`<!doctype html>
<html lang="${locale}" dir="${languages[locale].dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>${title}</title>
${style(css)}
<script type="module" src="${basePath(tenant)}embed/keyturn.js"></script>
<script type="module" src="/demo/sign-in.js"></script>
</head>
<body>
<main>
<h1>${title}</h1>
<form id="sign-in">
<label for="user">${name}</label>
<input id="user" name="username" autocomplete="username" dir="ltr" required>
<label for="pass">${password}</label>
<input id="pass" name="password" type="password" autocomplete="current-password" dir="ltr" required>
<button>${button}</button>
</form>
<output id="result" for="user pass" data-app="${app}" data-yes="${yes}" data-no="${no}"></output>
<keyturn-access><a href="${pagePath(tenant, locale, 'reset')}">${wordsFor(locale)('widget.access')}</a></keyturn-access>
<nav>${languageLinks(tenant.locales)} <a href="/demo/">Behind the demo</a></nav>
</main>
</body>
</html>
`.markup;
};
