import { formatCount } from '#lib/domain/format/count.ts';
import { NO_BREAK_SPACE } from '#lib/domain/format/number.ts';
import type { EndpointHeadJson } from '#lib/domain/wire/upkeep.ts';

const side = (n: number) => (n < 0 ? 'ahead' : 'behind');
const blocksText = (n: number) =>
	`${formatCount(Math.abs(n))} block${Math.abs(n) === 1 ? '' : 's'}`;
const secondsText = (n: number) => `${formatCount(Math.abs(n))}${NO_BREAK_SPACE}s`;

/** How far an endpoint’s newest block is behind that of the others: "3 blocks (36 s) behind", "level", "1 block (0 s) ahead". */
export function behindWords({ blocks, seconds }: NonNullable<EndpointHeadJson['behind']>): string {
	if (blocks === 0 && seconds === 0) return 'level with the others';
	// As of a node on another fork.
	if (blocks * seconds < 0 || blocks === 0)
		return `${blocks === 0 ? 'level' : `${blocksText(blocks)} ${side(blocks)}`} by number, ${secondsText(seconds)} ${side(seconds)} by time`;
	return `${blocksText(blocks)} (${secondsText(seconds)}) ${side(blocks)}`;
}

/** Why no newest block of an endpoint is known, or what came of asking it again since it told one. */
export function headOutcomeWords(head: EndpointHeadJson | null): string {
	if (head === null) return 'not looked at yet';
	if (head.asked_at === null) return 'never asked: left alone at every look';
	if (head.outcome === 'refused')
		return head.told ? 'refused at the last look' : 'asked, but never told';
	if (head.outcome === 'resting')
		return head.told ? 'left alone at the last look' : 'never told, left alone at the last look';
	return head.behind ? behindWords(head.behind) : 'no other told one then';
}
