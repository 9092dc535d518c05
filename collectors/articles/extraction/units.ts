/** What may stand after a number, in the order in which it is tried, and how many of the unit it is. */
interface UnitRule {
	readonly pattern: RegExp;
	readonly unit: string;
	readonly factor: number;
}

const PER = String.raw`(?:\s?\/\s?|\s(?:per|a|an|each|every)\s)`;
const TX = String.raw`(?:(?:user|token|plain|native|simple)\s)?(?:transactions?|transfers?|swaps?|txs?|trades?|payments?)`;
const OPS = String.raw`(?:user\s)?(?:operations?|ops)`;
const SPAN = {
	s: String.raw`(?:seconds?|secs?|s)`,
	min: String.raw`(?:minutes?|mins?)`,
	h: String.raw`(?:hours?|hrs?|h)`,
	d: String.raw`days?`,
	week: String.raw`weeks?`,
	month: String.raw`months?`,
	year: String.raw`years?`
};

/** Rates of something per length of time: tx/s, op/d, blob/block … */
const THINGS: readonly (readonly [pattern: string, unit: string, factor: number])[] = [
	[TX, 'tx', 1],
	[OPS, 'op', 1],
	['Ggas', 'gas', 1e9],
	['Mgas', 'gas', 1e6],
	['kgas', 'gas', 1e3],
	['gas(?: units?)?', 'gas', 1],
	['blobs?', 'blob', 1]
];
const SPANS: readonly (readonly [pattern: string, unit: string])[] = [
	...Object.entries(SPAN).map(([unit, pattern]) => [pattern, unit] as const),
	['blocks?', 'block']
];

const rule = (pattern: string, unit: string, factor = 1, flags = 'iu'): UnitRule => ({
	pattern: new RegExp(String.raw`^(?:${pattern})(?![\p{L}\p{N}])`, flags),
	unit,
	factor
});

const RULES: readonly UnitRule[] = [
	rule('TPS', 'tx/s'),
	rule('UOPS', 'op/s'),
	...THINGS.flatMap(([thing, unit, factor]) =>
		SPANS.map(([span, per]) => rule(`${thing}${PER}${span}`, `${unit}/${per}`, factor))
	),
	rule('percentage points?|pp|ppts?', 'pp'),
	rule('per ?cent', '%'),
	rule('basis points?|bps', '%', 0.01),
	rule('milliseconds?|millis|msecs?|ms', 'ms'),
	rule('microseconds?|µs|μs', 'ms', 0.001),
	rule(SPAN.s, 's'),
	rule(SPAN.min, 's', 60),
	rule(SPAN.h, 's', 3600),
	rule(SPAN.d, 's', 86_400),
	rule(SPAN.week, 's', 604_800),
	rule(SPAN.month, 'month'),
	rule(SPAN.year, 'year'),
	rule('Ggas', 'gas', 1e9),
	rule('Mgas', 'gas', 1e6),
	rule('gas(?: units?)?', 'gas'),
	rule('gwei(?: per gas)?', 'gwei'),
	rule('wei', 'wei'),
	rule(`(?:ETH|ether)${PER}${TX}`, 'ETH/tx', 1),
	rule('ETH', 'ETH', 1, 'u'),
	rule('ether', 'ETH', 1, 'u'),
	rule(`(?:US )?cents?${PER}${TX}`, 'USD/tx', 0.01),
	rule('(?:US )?cents?', 'USD', 0.01),
	rule('(?:US )?dollars?|USD', 'USD'),
	rule('euros?|EUR', 'EUR'),
	rule('[KkMGT]i?B', 'BYTES', 1, 'u'),
	rule('bytes?', 'B'),
	rule('fold', '×'),
	rule('x', '×'),
	rule(
		'times(?= (?:more|less|fewer|lower|higher|faster|slower|cheaper|larger|smaller|greater|bigger|as|its|the|that|what|over))',
		'×'
	)
];

/** The unit that stands right after a number, and where it ends; null where none does. */
export function unitAfter(
	text: string,
	at: number
): { readonly unit: string; readonly factor: number; readonly end: number } | null {
	const sign = /^[\s\u00a0]?(%|×)/u.exec(text.slice(at, at + 2));
	if (sign) return { unit: sign[1] ?? '', factor: 1, end: at + sign[0].length };
	const gap = /^[\s\u00a0\-‑]?/u.exec(text.slice(at, at + 1))?.[0].length ?? 0;
	const rest = text.slice(at + gap, at + gap + 60);
	for (const { pattern, unit, factor } of RULES) {
		const match = pattern.exec(rest);
		if (!match) continue;
		return { unit: unit === 'BYTES' ? match[0] : unit, factor, end: at + gap + match[0].length };
	}
	return null;
}

/** The currency that stands right before a number, and where it begins; null where none does. */
export function currencyBefore(
	text: string,
	at: number
): { readonly unit: string; readonly start: number } | null {
	const match = /(?:US\$|\$|USD[\s\u00a0]?|US dollars? |€|EUR[\s\u00a0]|£)$/u.exec(
		text.slice(Math.max(0, at - 12), at)
	);
	if (!match) return null;
	const unit = /€|EUR/.test(match[0]) ? 'EUR' : match[0] === '£' ? 'GBP' : 'USD';
	return { unit, start: at - match[0].length };
}

/** Where “per transfer” after an amount of money ends; null where it does not stand there. */
export function perTransactionAfter(text: string, at: number): number | null {
	const match = new RegExp(
		String.raw`^(?:\s?\/\s?|\s(?:per|a|an|each|every)\s)${TX}(?![\p{L}\p{N}])`,
		'iu'
	).exec(text.slice(at, at + 40));
	return match ? at + match[0].length : null;
}
