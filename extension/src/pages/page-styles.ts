// Owns how the extension's own pages look.
export const pageCss = `
*,*::before,*::after{box-sizing:border-box}
body{margin:0;background:var(--kith-sunken);color:var(--kith-ink);font:400 var(--kith-size-body)/var(--kith-leading) var(--kith-font)}
body.page{min-height:100vh;display:grid;place-items:start center;padding:10vh 16px 16px}
body.popup{width:320px}
main{width:100%;background:var(--kith-raised);padding:16px}
.page main{max-width:400px;padding:32px;border:1px solid var(--kith-line);border-radius:var(--kith-radius-card);box-shadow:var(--kith-shadow)}
h1{margin:0;font-size:var(--kith-size-page);font-weight:600;line-height:1.25}
.popup h1{font-size:var(--kith-size-title)}
p{margin:0;overflow-wrap:anywhere}
.stack{display:flex;flex-direction:column;gap:16px}
.tight{display:flex;flex-direction:column;gap:4px}
.hint{font-size:var(--kith-size-hint);color:var(--kith-ink-2)}
.error{font-size:var(--kith-size-hint);color:var(--kith-bad)}
label{font-size:var(--kith-size-hint);font-weight:500;color:var(--kith-ink-2)}
input,select{font:inherit;color:var(--kith-ink);background:var(--kith-surface);width:100%;min-height:36px;padding:6px 10px;
  border:1px solid var(--kith-line-strong);border-radius:var(--kith-radius-field)}
input[aria-invalid=true]{border-color:var(--kith-bad)}
button{font:500 var(--kith-size-body)/1 var(--kith-font);min-height:36px;padding:0 14px;border-radius:var(--kith-radius-field);cursor:pointer;
  border:1px solid var(--kith-line-strong);background:var(--kith-raised);color:var(--kith-ink)}
button:hover{background:var(--kith-sunken)}
button:disabled{opacity:.55;cursor:default}
button.primary{background:var(--kith-accent);border-color:var(--kith-accent);color:var(--kith-accent-ink)}
button.link{align-self:flex-start;border:0;background:none;min-height:24px;padding:0 2px;color:var(--kith-accent);font-weight:600;font-size:var(--kith-size-hint)}
:focus-visible{outline:2px solid var(--kith-accent);outline-offset:1px}
.row{display:flex;align-items:center;gap:8px;flex-wrap:wrap}
.spread{justify-content:space-between}
.note{padding:10px 12px;border-radius:var(--kith-radius-field);font-size:var(--kith-size-hint);background:var(--kith-warn-wash)}
.note.bad{background:var(--kith-bad-wash)}
ul{margin:0;padding:0;list-style:none;display:flex;flex-direction:column;gap:8px}
`;
