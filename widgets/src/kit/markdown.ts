// Owns showing Markdown: a library reads it into tokens, and templates are made of those. No markup of a text ever becomes
// markup of the page: HTML is shown as it is written, and links lead to the web or to a mailbox or nowhere. Loaded lazily.
import { html, nothing, type TemplateResult } from 'lit';
import { Lexer, type MarkedToken, type Token, type Tokens } from 'marked';

type Shown = TemplateResult | string | typeof nothing | Shown[];

/** Deeper quotes and lists than anybody writes are shown as text. */
const deepest = 12;

/** The templates of a text in Markdown. */
export const markdown = (text: string): Shown[] => all(new Lexer({ gfm: true, breaks: true }).lex(text), 0);

const all = (tokens: readonly Token[] | undefined, depth: number): Shown[] =>
  (tokens ?? []).map((token) => (depth > deepest || !isKnown(token) ? token.raw : show(token, depth + 1)));

/** The lexer's own tokens; without extensions there are no others. */
const isKnown = (token: Token): token is MarkedToken => typeof token.type === 'string';

function show(token: MarkedToken, depth: number): Shown {
  switch (token.type) {
    case 'space':
    case 'def':
    case 'checkbox':
      return nothing;
    case 'hr':
      return html`<hr />`;
    case 'br':
      return html`<br />`;
    case 'heading':
      return html`<p><strong>${all(token.tokens, depth)}</strong></p>`;
    case 'paragraph':
      return html`<p>${all(token.tokens, depth)}</p>`;
    case 'blockquote':
      return html`<blockquote>${all(token.tokens, depth)}</blockquote>`;
    case 'code':
      return html`<pre tabindex="0"><code>${token.text}</code></pre>`;
    case 'list':
      return list(token, depth);
    case 'table':
      return table(token, depth);
    case 'text':
      return token.tokens ? all(token.tokens, depth) : token.text;
    default:
      return inline(token, depth);
  }
}

function inline(token: MarkedToken, depth: number): Shown {
  switch (token.type) {
    case 'strong':
      return html`<strong>${all(token.tokens, depth)}</strong>`;
    case 'em':
      return html`<em>${all(token.tokens, depth)}</em>`;
    case 'del':
      return html`<del>${all(token.tokens, depth)}</del>`;
    case 'codespan':
      return html`<code>${token.text}</code>`;
    case 'escape':
      return token.text;
    case 'link':
      return link(token, depth);
    // A picture would tell its server who reads the note; what it shows is said instead.
    case 'image':
      return token.text || token.raw;
    default:
      return token.raw;
  }
}

/** A link to a member is a mention; one that leads elsewhere than to the web or a mailbox is shown as it is written. */
function link(token: Tokens.Link, depth: number): Shown {
  if (/^member:[0-9a-f-]{36}$/i.test(token.href)) return html`<span class="mention">${all(token.tokens, depth)}</span>`;
  const url = URL.canParse(token.href) ? new URL(token.href) : null;
  if (url === null || !['http:', 'https:', 'mailto:'].includes(url.protocol)) return token.raw;
  return html`<a href=${url.href} target="_blank" rel="noopener noreferrer nofollow">${all(token.tokens, depth)}</a>`;
}

function list({ ordered, start, items }: Tokens.List, depth: number): TemplateResult {
  const rows = items.map(
    ({ task, checked, tokens }) => html`<li>${task ? (checked ? '☑ ' : '☐ ') : nothing}${all(tokens, depth)}</li>`,
  );
  return ordered ? html`<ol start=${start === '' ? 1 : start}>${rows}</ol>` : html`<ul>${rows}</ul>`;
}

function table({ header, rows }: Tokens.Table, depth: number): TemplateResult {
  const cells = (row: Tokens.TableCell[]) => row.map((cell) => html`<td>${all(cell.tokens, depth)}</td>`);
  return html`<div class="wide" tabindex="0">
    <table>
      <thead>
        <tr>
          ${header.map((cell) => html`<th scope="col">${all(cell.tokens, depth)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => html`<tr>${cells(row)}</tr>`)}
      </tbody>
    </table>
  </div>`;
}
