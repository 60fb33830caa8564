// Owns how the overlay looks. Only tokens for colours; the page's own styles do not reach in, ours do not leak out.

/** Hues of avatars: a class each, because style attributes are not allowed under strict policies. */
export const hueSteps = 12;
const hues = Array.from({ length: hueSteps }, (_, step) => `.hue-${step}{--hue:${(step * 360) / hueSteps}}`).join('');

const frame = `
:host{all:initial;position:fixed;z-index:2147483000;top:var(--kith-top,8px);right:var(--kith-right,8px);
  width:min(var(--kith-width,360px),calc(100vw - 16px));
  max-height:calc(100vh - var(--kith-top,8px) - var(--kith-bottom,8px));display:flex;pointer-events:none;
  font:400 var(--kith-size-overlay)/var(--kith-leading) var(--kith-font);color:var(--kith-ink)}
*,*::before,*::after{box-sizing:border-box}
.root{flex:1;display:flex;min-width:0;min-height:0;justify-content:flex-end;max-height:inherit}
.panel{pointer-events:auto;flex:1;min-width:0;display:flex;flex-direction:column;max-height:inherit;overflow:hidden;
  background:var(--kith-raised);border:1px solid var(--kith-line);border-radius:var(--kith-radius-card);box-shadow:var(--kith-shadow)}
.scroll{overflow-y:auto;overscroll-behavior:contain;min-height:0;padding:0 16px 16px;display:flex;flex-direction:column;gap:16px}
.tab{pointer-events:auto;position:relative;width:40px;height:40px;padding:0;justify-content:center;border-radius:var(--kith-radius-card);
  background:var(--kith-raised);box-shadow:var(--kith-shadow)}
:host([data-folded]){width:40px}
`;

const type = `
h2,h3,p,ul,dl,dd,dt{margin:0;padding:0}
ul{list-style:none}
h2{font-size:var(--kith-size-title);font-weight:600;line-height:1.25;overflow-wrap:anywhere}
h3,label,.label{font-size:var(--kith-size-hint);font-weight:500;color:var(--kith-ink-2)}
.hint{font-size:var(--kith-size-hint);color:var(--kith-ink-3)}
.meta{font-size:var(--kith-size-hint);color:var(--kith-ink-2);overflow-wrap:anywhere}
.cut{overflow:hidden;text-overflow:ellipsis;white-space:nowrap;min-width:0}
.clamp{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}
.figure{font-variant-numeric:tabular-nums;white-space:nowrap}
.icon{width:16px;height:16px;flex:none;fill:none;stroke:currentColor;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}
`;

const head = `
.head{display:flex;align-items:center;gap:12px;padding:12px 8px 12px 16px}
.who{flex:1;min-width:0;display:flex;flex-direction:column;gap:2px}
.tools{display:flex;gap:2px;position:relative;align-self:flex-start}
.avatar{flex:none;width:36px;height:36px;border-radius:999px;display:grid;place-items:center;font-weight:600;font-size:13px;
  background:hsl(var(--hue) 60% 90%);color:hsl(var(--hue) 60% 26%)}
:host([theme=dark]) .avatar{background:hsl(var(--hue) 32% 26%);color:hsl(var(--hue) 70% 86%)}
.tab .avatar{width:28px;height:28px;font-size:11px}
.badge{position:absolute;top:-5px;left:-5px;min-width:18px;height:18px;padding:0 5px;border-radius:999px;font:600 11px/18px var(--kith-font);
  background:var(--kith-accent);color:var(--kith-accent-ink)}
.menu{position:absolute;top:32px;right:0;z-index:1;min-width:176px;padding:4px;background:var(--kith-raised);border:1px solid var(--kith-line);
  border-radius:var(--kith-radius-field);box-shadow:var(--kith-shadow);display:flex;flex-direction:column}
.with-menu{position:relative;flex:none}
.menu{max-width:300px}
.menu button,.menu a{width:100%;justify-content:flex-start;border-color:transparent;background:none}
.menu button:hover,.menu a:hover{background:var(--kith-sunken)}
`;

const controls = `
button,a.button{font:500 var(--kith-size-overlay)/1 var(--kith-font);color:var(--kith-ink);min-height:32px;padding:0 12px;border-radius:var(--kith-radius-field);
  border:1px solid var(--kith-line-strong);background:var(--kith-raised);display:inline-flex;align-items:center;gap:6px;cursor:pointer;white-space:nowrap;
  transition:background-color var(--kith-motion-quick),opacity var(--kith-motion-quick)}
button:hover{background:var(--kith-sunken)}
a{color:var(--kith-accent)}
a.button{color:var(--kith-ink);text-decoration:none}
button:disabled{opacity:.55;cursor:default}
.primary{background:var(--kith-accent);border-color:var(--kith-accent);color:var(--kith-accent-ink)}
.primary:hover{background:var(--kith-accent);filter:brightness(1.07)}
.wide{width:100%;justify-content:center}
.bare{border-color:transparent;background:none;width:32px;padding:0;justify-content:center;color:var(--kith-ink-2)}
.link{border:0;background:none;padding:0 4px;min-height:24px;color:var(--kith-accent);font-weight:600}
.link:hover{background:none;text-decoration:underline}
.row{display:flex;align-items:center;gap:8px;flex-wrap:wrap}
:focus-visible{outline:2px solid var(--kith-accent);outline-offset:1px}
.field{display:flex;flex-direction:column;gap:4px}
input,textarea{font:400 var(--kith-size-overlay)/var(--kith-leading) var(--kith-font);color:var(--kith-ink);background:var(--kith-surface);width:100%;
  border:1px solid var(--kith-line-strong);border-radius:var(--kith-radius-field);padding:6px 9px;min-height:32px}
input::placeholder,textarea::placeholder{color:var(--kith-ink-3);opacity:1}
textarea{min-height:60px;max-height:240px;resize:vertical;field-sizing:content}
.form{display:flex;flex-direction:column;gap:12px}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:8px}
`;

const parts = `
.points{display:flex;flex-direction:column;gap:4px}
.points li{display:flex;align-items:center;gap:8px;min-width:0;color:var(--kith-ink-2)}
.points .icon{color:var(--kith-ink-3)}
.line{display:flex;align-items:center;gap:8px;min-height:32px;min-width:0}
.line.short{min-height:20px}
.line>.icon{color:var(--kith-ink-3)}
li.line+li.line{border-top:1px solid var(--kith-line)}
.line a{color:var(--kith-ink);font-weight:500;text-decoration:none;flex:0 1 auto;max-width:60%}
.line a:hover{color:var(--kith-accent);text-decoration:underline}
.grow{flex:1;min-width:0}
.late{color:var(--kith-bad)}
.tick{width:24px;min-height:24px;padding:0;justify-content:center;border-radius:999px;color:var(--kith-ink-3)}
.tick:hover{color:var(--kith-good);border-color:var(--kith-good);background:var(--kith-good-wash)}
.tick .icon{width:14px;height:14px}
.dots{display:inline-flex;gap:2px}
.dots i{width:6px;height:6px;border:1px solid var(--kith-ink-3);border-radius:999px}
.dots .full{border-color:var(--kith-accent);background:var(--kith-accent)}
.section{display:flex;flex-direction:column;gap:6px}
.timeline li{display:flex;align-items:center;gap:8px;min-height:32px;min-width:0}
.timeline li+li{border-top:1px solid var(--kith-line)}
.timeline .icon{color:var(--kith-ink-3)}
.timeline .cut{flex:1}
.note{display:flex;flex-direction:column;gap:6px;align-items:flex-start;padding:10px 12px;border-radius:var(--kith-radius-field);background:var(--kith-sunken);
  font-size:var(--kith-size-hint);color:var(--kith-ink-2);overflow-wrap:anywhere}
.note.warn{background:var(--kith-warn-wash);color:var(--kith-ink)}
.note.bad{background:var(--kith-bad-wash);color:var(--kith-ink)}
.note>div:first-child{display:flex;gap:8px}
.note.warn .icon{color:var(--kith-warn)}.note.bad .icon{color:var(--kith-bad)}
.note .link{padding:0}
.same{align-self:stretch}
.same li{display:flex;align-items:center;gap:8px;min-width:0;padding:4px 0}
.same .grow{display:flex;flex-direction:column}
.same b{font-weight:600;color:var(--kith-ink)}
.foot{padding:12px 16px;border-top:1px solid var(--kith-line)}
.place{display:flex;align-items:center;position:relative;min-height:32px;padding:0 16px;border-top:1px solid var(--kith-line);
  background:var(--kith-sunken);color:var(--kith-ink-2)}
.place .icon{color:var(--kith-ink-3);width:14px;height:14px;pointer-events:none}
.place select{appearance:none;flex:1;min-width:0;min-height:32px;margin:0 -14px 0 -14px;padding:0 22px;border:0;background:none;
  color:inherit;font:500 var(--kith-size-hint)/1 var(--kith-font);text-overflow:ellipsis;cursor:pointer}
.place select:focus-visible{outline-offset:-3px;border-radius:var(--kith-radius-field)}
.place select:hover{color:var(--kith-ink)}
.place option{background:var(--kith-raised);color:var(--kith-ink)}
.toast{display:flex;align-items:center;gap:8px;margin:0 8px 8px;padding:6px 6px 6px 12px;min-height:40px;border-radius:var(--kith-radius-field);
  background:var(--kith-ink);color:var(--kith-surface)}
.toast span{flex:1;min-width:0;overflow-wrap:anywhere}
.toast .link{color:inherit;text-decoration:underline;font-weight:600}
.toast .bare{color:inherit;width:24px;min-height:24px}.toast .bare:hover{background:none}
.toast :focus-visible{outline-color:currentColor}
.bone{border-radius:var(--kith-radius-field);background:var(--kith-sunken)}
.bone.line{height:14px;width:70%}.bone.short{width:45%}.bone.field{height:60px}.bone.circle{border-radius:999px;width:36px;height:36px}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (prefers-reduced-motion:no-preference){.bone{animation:breathe 1.6s ease-in-out infinite}@keyframes breathe{50%{opacity:.55}}}
@media (prefers-reduced-motion:reduce){*{transition:none!important;animation:none!important}}
`;

export const overlayCss = frame + type + head + controls + parts + hues;
