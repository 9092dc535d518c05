import { drawingStyle } from './embed-drawings.ts';

/**
 * The style of an embed, from 280 to 900 px wide. No font is loaded: an embed is one answer. Where the
 * frame is taller than what it holds, the room goes above the last lines.
 */
export const EMBED_STYLE = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;height:100%}
body{margin:0 auto;max-width:56rem;min-height:100%;display:flex;flex-direction:column;padding:.7rem 1rem .8rem;border-top:3px solid var(--ink);border-bottom:1px solid var(--rule-strong);background:var(--paper);color:var(--ink);font:400 .9375rem/1.45 system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
h1,h2,p,dl,dd,figure{margin:0}
.demo{margin:-.7rem -1rem .7rem;padding:.35rem 1rem;background:var(--demo);color:var(--demo-ink);font-size:.8125rem;line-height:1.35}
.demo b{margin-right:.5em;letter-spacing:.1em;text-transform:uppercase}
.finding{display:flex;align-items:baseline;gap:.45em;font-weight:600;font-size:1rem;line-height:1.3}
.finding svg{width:1em;height:1em;flex:none;transform:translateY(.12em)}
.finding span{border-bottom:2px solid;padding-bottom:1px}
.double span{border-bottom:4px double}
.dashed span{border-bottom-style:dashed}
.dotted span{border-bottom-style:dotted}
.pos{color:var(--v-pos)}
.neg{color:var(--v-neg)}
.neutral{color:var(--v-neutral)}
h1{margin-top:.55rem;font:600 1.375rem/1.25 Charter,'Iowan Old Style','Source Serif 4',Georgia,Cambria,'Times New Roman',serif;text-wrap:balance}
.source,.note,.small,figcaption p{color:var(--ink-soft);font-size:.8125rem;line-height:1.45}
.source{margin-top:.2rem}
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(7rem,1fr));gap:.5rem 1.25rem;margin-top:.75rem;padding-top:.6rem;border-top:1px solid var(--rule)}
dt{font-weight:600;font-size:.75rem;color:var(--ink-soft)}
dd{font-weight:600;font-size:1.0625rem;line-height:1.35}
.note{display:block;font-weight:400}
.sentence{margin-top:.75rem;font:400 1.0625rem/1.45 Charter,'Iowan Old Style','Source Serif 4',Georgia,Cambria,'Times New Roman',serif;text-wrap:pretty}
.none{margin-top:.6rem;padding:.55rem .75rem;border:1px dashed var(--rule-strong);font-size:.875rem}
figure{margin-top:.9rem}
h2{font-size:.9375rem;font-weight:600;line-height:1.35;text-wrap:balance}
.whole{white-space:nowrap}
figure svg{display:block;width:100%;height:auto;margin-top:.35rem}
.small{margin-top:.5rem}
.foot{margin-top:auto;padding-top:.7rem}
.foot p{padding-top:.45rem;border-top:1px solid var(--rule);color:var(--ink-soft);font-size:.75rem;line-height:1.5}
.foot p+p{padding-top:.2rem;border:0}
a{color:inherit;text-underline-offset:.15em;overflow-wrap:anywhere}
a:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
@media (max-width:520px){h1{font-size:1.1875rem}.sentence{font-size:1rem}}
@media (max-width:340px){dl div:nth-child(3){grid-column:1/-1}body{padding-inline:.75rem}.demo{margin-inline:-.75rem;padding-inline:.75rem}}
`
	.trim()
	.replaceAll('\n', '')
	.concat(drawingStyle());
