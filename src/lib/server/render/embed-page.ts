import { FINDING_GLYPHS, GLYPH_BOX } from '#lib/charts/finding-glyph.ts';
import type { Finding } from '#lib/domain/findings.ts';
import { withIntervals } from '#lib/domain/format/sentence.ts';
import { FINDING_LOOKS } from '#lib/domain/format/finding-words.ts';
import { chartSvg } from './chart-svg.ts';
import { themeVariables, type Theme } from './embed-colours.ts';
import type { EmbedChart, EmbedContent } from './embed-content.ts';
import { embedTitle, embedUrl } from './embed-address.ts';
import { EMBED_DRAWINGS } from './embed-drawings.ts';
import { EMBED_STYLE } from './embed-style.ts';
import { oembedUrl } from './oembed-address.ts';
import { escapeXml } from './svg-context.ts';

/** Said wherever the data is the demo's. */
export const DEMO_WORDS =
	'Made-up data of local chains. This is no measurement of any public network.';

/**
 * The embed of a claim: one HTML document that holds all it shows, without a script and without
 * anything to load. The same content and theme give the same text.
 */
export function embedPage(content: EmbedContent, theme: Theme): string {
	const { measured, share, flags, chart } = content;
	const look = FINDING_LOOKS[content.finding];
	const figure = (name: string, value: string) => `<div><dt>${name}</dt><dd>${value}</dd></div>`;
	const value =
		measured.value === null
			? measured.text
			: `<data class="measured" value="${escapeXml(measured.value)}">${escapeXml(measured.text)}</data>`;
	const note = measured.note ? `<span class="note">${unbroken(measured.note)}</span>` : '';
	const own = embedUrl({ ...content, theme });
	return document(theme, embedTitle(content), content.pageUrl, discovery(own, content.siteUrl), [
		content.demo ? `<p class="demo"><b>Demo</b>${DEMO_WORDS}</p>` : '',
		`<p class="finding ${look.tone} ${look.line}">${glyphSvg(content.finding)}<span>${look.label}</span></p>`,
		`<h1>“${escapeXml(content.quote)}”</h1>`,
		`<p class="source">${escapeXml(content.source)}</p>`,
		'<dl>',
		figure('Claimed', escapeXml(content.claimed)),
		figure('Measured', value + note),
		share === null ? '' : figure('That is', escapeXml(share)),
		'</dl>',
		`<p class="sentence">${unbroken(content.sentence)}</p>`,
		content.withoutFigure === null ? '' : `<p class="none">${escapeXml(content.withoutFigure)}</p>`,
		chart ? chartFigure(chart) : '',
		`<p class="small"><b>To be read with it:</b> ${escapeXml(content.caveat)}${flags === null ? '' : ` <b>Note:</b> ${escapeXml(flags)}.`}</p>`,
		`<p class="small">${escapeXml(content.scope)}<br>${escapeXml(content.asOf)}</p>`,
		`<div class="foot"><p>${escapeXml(content.attribution)}</p>`,
		`<p>Data and method: <a href="${escapeXml(content.pageUrl)}" target="_blank" rel="noopener">${escapeXml(content.pageUrl)}</a></p>`,
		content.currentUrl === null ? '' : currentLink(content.currentUrl),
		'</div>'
	]);
}

/** What stands in a frame whose claim or parameters do not exist. */
export function embedMessage(title: string, sentence: string, siteUrl: string): string {
	return document('auto', title, siteUrl, '', [
		`<h1>${escapeXml(title)}</h1>`,
		`<p class="sentence">${escapeXml(sentence)}</p>`,
		`<div class="foot"><p>Claimgauge puts numbers that news articles quote about rollups beside what public chains answer: <a href="${escapeXml(siteUrl)}" target="_blank" rel="noopener">${escapeXml(siteUrl)}</a></p></div>`
	]);
}

/** A text in which no interval is broken. */
function unbroken(text: string): string {
	return withIntervals(text)
		.map(({ part, isInterval }) =>
			isInterval ? `<span class="whole">${escapeXml(part)}</span>` : escapeXml(part)
		)
		.join('');
}

function currentLink(url: string): string {
	return `<p>What is found now: <a href="${escapeXml(url)}" target="_blank" rel="noopener">${escapeXml(url)}</a></p>`;
}

/** The style of an embed page in a theme, as it stands in the document. */
export function embedStyle(theme: Theme): string {
	return themeVariables(theme) + EMBED_STYLE;
}

/** Lets who is given the embed's address alone ask how to show it. */
function discovery(url: string, siteUrl: string): string {
	const href = escapeXml(oembedUrl(siteUrl, url, 'json'));
	return `<link rel="alternate" type="application/json+oembed" href="${href}">`;
}

function document(
	theme: Theme,
	title: string,
	url: string,
	links: string,
	body: readonly string[]
): string {
	return (
		'<!doctype html><html lang="en"><head><meta charset="utf-8">' +
		'<meta name="viewport" content="width=device-width,initial-scale=1">' +
		`<title>${escapeXml(title)} · Claimgauge</title>` +
		`<link rel="canonical" href="${escapeXml(url)}"><link rel="icon" href="data:,">${links}` +
		`<style>${embedStyle(theme)}</style></head><body>${body.join('')}</body></html>\n`
	);
}

function glyphSvg(finding: Finding): string {
	const { d, filled, strokeWidth, dash } = FINDING_GLYPHS[finding];
	const dashes = dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : '';
	const paint = filled
		? 'fill="currentColor"'
		: `fill="none" stroke="currentColor" stroke-width="${strokeWidth}"${dashes}`;
	return `<svg viewBox="0 0 ${GLYPH_BOX} ${GLYPH_BOX}" aria-hidden="true"><path d="${d}" ${paint}/></svg>`;
}

function chartFigure({ panel, title, subtitle, sentence, notes }: EmbedChart): string {
	const words = { title, description: sentence };
	const drawn = EMBED_DRAWINGS.map(
		({ name, width, height }) =>
			`<div class="${name}">${chartSvg(panel, { id: name, width, height, ...words })}</div>`
	);
	const key = notes.length > 0 ? `<p>${escapeXml(sentenceCase(notes.join(' · ')))}.</p>` : '';
	return (
		`<figure role="group" aria-labelledby="chart"><h2 id="chart">${escapeXml(title)}</h2>` +
		`<p class="note">${escapeXml(subtitle)}</p>` +
		`${drawn.join('')}<figcaption>${key}</figcaption></figure>`
	);
}

/** With its first letter in upper case. */
export function sentenceCase(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
