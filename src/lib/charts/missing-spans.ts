import type { MissingKind, MissingSpan, PanelPoint } from './chart-panel.ts';
import { MAX_POINTS } from './downsample.ts';

/**
 * The stretches of a chart without values, ascending: of a series' ascending buckets, and what of the time shown the
 * series does not reach. At most about as many as a screen can show.
 */
export function missingSpans(
	points: readonly PanelPoint[],
	bucket: number,
	shown: { readonly from: number; readonly to: number }
): MissingSpan[] {
	const [first, last] = [points[0], points.at(-1)];
	if (!first || !last) return outside(shown.from, shown.to);
	return [
		...outside(shown.from, first.x - bucket / 2),
		...thinSpans(spansOf(points, bucket), (shown.to - shown.from) / MAX_POINTS),
		...outside(last.x + bucket / 2, shown.to)
	];
}

/** Full coverage without a value means that nothing happened; anything less, that we have not seen it. */
function missingKind(point: PanelPoint): MissingKind {
	if (point.reason === 'not_yet_collected') return 'not_yet_collected';
	return point.coverage >= 1 || point.reason === 'no_sample' ? 'no_value' : 'gap';
}

function spansOf(points: readonly PanelPoint[], bucket: number): MissingSpan[] {
	const spans: MissingSpan[] = [];
	for (const point of points) {
		if (point.y !== null) continue;
		const kind = missingKind(point);
		const span = { from: point.x - bucket / 2, to: point.x + bucket / 2 };
		const reason = point.reason ?? 'reason unknown';
		const last = spans.at(-1);
		if (last && last.to >= span.from && last.kind === kind && last.reason === reason)
			spans[spans.length - 1] = { ...last, to: span.to };
		else spans.push({ ...span, kind, reason });
	}
	return spans;
}

/** Joins spans of one kind that lie closer together than a screen can show. */
function thinSpans(spans: readonly MissingSpan[], least: number): MissingSpan[] {
	if (spans.length <= MAX_POINTS) return [...spans];
	const joined: MissingSpan[] = [];
	for (const span of spans) {
		const last = joined.at(-1);
		if (last && last.kind === span.kind && span.from - last.to < least)
			joined[joined.length - 1] = { ...last, to: span.to };
		else joined.push(span);
	}
	return joined;
}

/** Time that another chain's panel shows but this series does not reach. */
function outside(from: number, to: number): MissingSpan[] {
	return from < to ? [{ from, to, kind: 'not_yet_collected', reason: 'not_yet_collected' }] : [];
}
