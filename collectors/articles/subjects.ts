import type { Span } from './extraction/names.ts';

/** What a figure may be about, by the names that articles use for it. The longer name counts. */
const SUBJECTS: readonly (readonly [subject: string, names: RegExp])[] = [
	['ZKsync Era', /\bzksync era\b/gi],
	['ZKsync Gateway', /\bzksync gateway\b/gi],
	[
		'ZKsync Atlas',
		/\b(?:the )?(?:zksync )?atlas (?:upgrade|update)\b|\bzksync(?:['’]s)? atlas(?: upgrade| update)?\b/gi
	],
	['ZKsync OS', /\bzksync os\b/gi],
	['ZKsync Airbender', /\bairbender\b/gi],
	['the ZK token', /\bZK token\b|\$ZK\b/g],
	['ZKsync', /\bzksync\b/gi],
	['Abstract', /\bAbstract\b/g],
	['ADI', /\bADI(?: Chain)?\b/g],
	['Arbitrum One', /\barbitrum(?: one)?\b/gi],
	['OP Mainnet', /\b(?:OP Mainnet|Optimism)\b/g],
	[
		'Base',
		/(?<![.!?]\s|^)\bBase\b(?! fees?\b| layer\b)|\bBase(?= (?:network|has|is|was|will|can|briefly|reached|processed|creates?|handles?|averages?|blockchain|chain|hit)\b|['’]s)/g
	],
	['Linea', /\bLinea\b/g],
	['Scroll', /\bScroll(?!ing)\b/g],
	['Starknet', /\bStark[Nn]et\b/g],
	['Polygon zkEVM', /\bpolygon zkevm\b/gi],
	['Polygon', /\bPolygon\b/g],
	['Unichain', /\bUnichain\b/g],
	['Soneium', /\bSoneium\b/g],
	['Mantle', /\bMantle\b/g],
	['Taiko', /\bTaiko\b/g],
	['Blast', /\bBlast\b/g],
	['Solana', /\bSolana\b/g],
	['Bitcoin', /\bBitcoin\b|\bBTC\b/g],
	['Fusaka', /\bFusaka\b/g],
	['Pectra', /\bPectra\b/g],
	['Dencun', /\bDencun\b/g],
	['ether', /\b(?:ETH|Ether)\b/g],
	['Ethereum', /\bEthereum\b/g]
];

interface Mention extends Span {
	readonly subject: string;
}

/** Every mention of a known chain, project, token or upgrade. */
function mentionsIn(text: string): Mention[] {
	const mentions = SUBJECTS.flatMap(([subject, names]) =>
		[...text.matchAll(names)].map(({ index, 0: name }) => ({
			subject,
			start: index,
			end: index + name.length
		}))
	);
	return mentions
		.filter(
			(a) =>
				!mentions.some(
					(b) => b !== a && b.end - b.start > a.end - a.start && a.start < b.end && b.start < a.end
				)
		)
		.sort((a, b) => a.start - b.start);
}

/**
 * What a figure is most likely about: the last name before it in its clause or sentence, else the first
 * after it there, else the last one in the paragraph before, else null.
 */
export function subjectOf(text: string, sentence: Span, at: number): string | null {
	const within = mentionsIn(text.slice(sentence.start, sentence.end));
	const before = within.findLast(({ end }) => sentence.start + end <= at);
	if (before) return before.subject;
	const [after] = within;
	if (after) return after.subject;
	const paragraph = text.lastIndexOf('\n', sentence.start) + 1;
	return mentionsIn(text.slice(paragraph, sentence.start)).at(-1)?.subject ?? null;
}
