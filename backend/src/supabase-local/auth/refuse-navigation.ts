// Owns what somebody reads whose link wants to lead elsewhere: a page without scripts for a browser, JSON for a program.
import type { Context } from 'hono';
import { html } from 'hono/html';
import { type AuthError, answer } from './errors.ts';

const words = {
  en: {
    title: 'This link leads elsewhere',
    text: 'It was to lead to an address that this Kith does not know, so it stops here. Nothing was used up and nobody was signed in.',
    hint: 'If the link came by mail, open it as it was sent, or sign in where you wanted to.',
  },
  ru: {
    title: 'Эта ссылка ведёт в другое место',
    text: 'Она вела на адрес, которого этот Kith не знает, поэтому дальше не открывается. Ссылка не потрачена, вход не выполнен.',
    hint: 'Если она из письма, откройте её в том виде, в каком она пришла, или войдите там, где хотели.',
  },
};

export function refuseNavigation(c: Context, error: AuthError): Response | Promise<Response> {
  c.header('referrer-policy', 'no-referrer');
  c.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  c.header('vary', 'accept, accept-language');
  if (!c.req.header('accept')?.includes('text/html')) {
    return answer(c, error.status, { code: error.code, message: error.message });
  }
  const language = /^\s*ru\b/i.test(c.req.header('accept-language') ?? '') ? 'ru' : 'en';
  const { title, text, hint } = words[language];
  return c.html(
    html`<!doctype html>
      <html lang="${language}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <meta name="color-scheme" content="light dark" />
          <title>${title}</title>
        </head>
        <body>
          <main>
            <h1>${title}</h1>
            <p>${text}</p>
            <p>${hint}</p>
            <p><code>${error.code}</code></p>
          </main>
        </body>
      </html>`,
    error.status,
  );
}
