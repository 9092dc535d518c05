import type { MissingKind, MissingSpan, PanelPoint, Span } from './chart-panel.ts';
import { MAX_POINTS } from './downsample.ts';

/**
 * The stretches of a chart without values, ascending: of a series' ascending buckets, and what of the time shown the
 * series does not reach. At most about as many as a screen can show.
 */
export function missingSpans(
	points: readonly PanelPoint[],
	bucket: number,
	shown: Span
): MissingSpan[] {
	const [first, last] = [points[0], points.at(-1)];
	if (!first || !last) return outside(shown.from, shown.to);
	return [
		...outside(shown.from, first.x - bucket / 2),
		...thinSpans(spansOf(points, bucket), leastSeen(shown), isAlike),
		...outside(last.x + bucket / 2, shown.to)
	];
}

/**
 * The stretches in which the chain made no block, ascending, of a series' ascending buckets. At most about as many as a
 * screen can show.
 */
export function haltedSpans(points: readonly PanelPoint[], bucket: number, shown: Span): Span[] {
	const spans = points.flatMap(({ x, noBlock }) =>
		noBlock ? [{ from: x - bucket / 2, to: x + bucket / 2 }] : []
	);
	return thinSpans(
		joinSpans(spans, 0, () => true),
		leastSeen(shown),
		() => true
	);
}

/** Full coverage without a value means that nothing happened; anything less, that we have not seen it. */
function missingKind(point: PanelPoint): MissingKind {
	if (point.reason === 'not_yet_collected') return 'not_yet_collected';
	return point.coverage >= 1 || point.reason === 'no_sample' ? 'no_value' : 'gap';
}

function spansOf(points: readonly PanelPoint[], bucket: number): MissingSpan[] {
	const spans = points.flatMap((point) => {
		const [from, to] = [point.x - bucket / 2, point.x + bucket / 2];
		const reason = point.noBlock ? 'no_block' : (point.reason ?? 'reason unknown');
		return point.y === null ? [{ from, to, kind: missingKind(point), reason }] : [];
	});
	return joinSpans(spans, 0, (a, b) => isAlike(a, b) && a.reason === b.reason);
}

function isAlike(a: MissingSpan, b: MissingSpan): boolean {
	return a.kind === b.kind;
}

/** What a screen can still tell from nothing, in seconds. */
function leastSeen({ from, to }: Span): number {
	return (to - from) / MAX_POINTS;
}

/** Joins spans that are alike and lie closer together than a screen can show. */
function thinSpans<Each extends Span>(
	spans: readonly Each[],
	least: number,
	alike: (a: Each, b: Each) => boolean
): Each[] {
	return spans.length <= MAX_POINTS ? [...spans] : joinSpans(spans, least, alike);
}

/** Joins neighbours that are alike and at most `apart` seconds from each other. */
function joinSpans<Each extends Span>(
	spans: readonly Each[],
	apart: number,
	alike: (a: Each, b: Each) => boolean
): Each[] {
	const joined: Each[] = [];
	for (const span of spans) {
		const last = joined.at(-1);
		if (last && alike(last, span) && span.from - last.to <= apart)
			joined[joined.length - 1] = { ...last, to: span.to };
		else joined.push(span);
	}
	return joined;
}

/** Time that another chain's panel shows but this series does not reach. */
function outside(from: number, to: number): MissingSpan[] {
	return from < to ? [{ from, to, kind: 'not_yet_collected', reason: 'not_yet_collected' }] : [];
}
