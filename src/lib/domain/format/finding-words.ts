import type { Finding, Flag } from '../findings.ts';

/** Colour, and the line that stands for a finding where colour cannot: blue, rust, or plain ink. */
export interface FindingLook {
	readonly label: string;
	readonly tone: 'pos' | 'neg' | 'neutral';
	readonly line: 'solid' | 'double' | 'dashed' | 'dotted';
	/** What the word means, in one sentence. */
	readonly meaning: string;
}

/** How each finding is worded and drawn. A label says how data and sentence relate, never who is right. */
export const FINDING_LOOKS: Readonly<Record<Finding, FindingLook>> = {
	demonstrated: {
		label: 'Seen on-chain',
		tone: 'pos',
		line: 'double',
		meaning: 'The claimed figure was reached at least once.'
	},
	consistent: {
		label: 'Consistent with the data',
		tone: 'pos',
		line: 'solid',
		meaning: 'The measured interval lies inside what was claimed.'
	},
	borderline: {
		label: 'Too close to call',
		tone: 'neutral',
		line: 'solid',
		meaning: 'The measured interval lies on both sides of what was claimed.'
	},
	not_observed: {
		label: 'Not observed',
		tone: 'neutral',
		line: 'dashed',
		meaning:
			'The claimed figure was never seen in the blocks we looked at. Seeing less is no proof against an ability.'
	},
	contradicted: {
		label: 'Contradicted by the data',
		tone: 'neg',
		line: 'solid',
		meaning: 'The measured interval lies outside what was claimed.'
	},
	pending: {
		label: 'Not due yet',
		tone: 'neutral',
		line: 'dotted',
		meaning: 'A forecast whose date has not come.'
	},
	insufficient_data: {
		label: 'Not enough data',
		tone: 'neutral',
		line: 'dotted',
		meaning: 'A condition for an answer was not met; it is named.'
	},
	not_comparable: {
		label: 'Not comparable',
		tone: 'neutral',
		line: 'dotted',
		meaning: 'The figure belongs to another quantity or subject than anything public can show.'
	},
	not_measurable: {
		label: 'Not measurable on-chain',
		tone: 'neutral',
		line: 'dotted',
		meaning: 'Nothing on a public chain could settle it; the reason is given.'
	},
	void: {
		label: 'Withdrawn',
		tone: 'neutral',
		line: 'dotted',
		meaning: 'Our own error; kept, with the explanation.'
	}
};

/** What each flag tells the reader, short enough to stand beside a finding. */
export const FLAG_WORDS: Readonly<Record<Flag, string>> = {
	stale: 'data is old',
	partial_coverage: 'not every block seen',
	price_gap: 'prices missing',
	endpoint_disagreement: 'endpoints disagree',
	chain_halted: 'chain stood still',
	proxy: 'measured by a stand-in',
	reading_sensitive: 'depends on the reading',
	text_incomplete: 'text of the article incomplete',
	scope_assumed: 'chain not named in the article',
	metric_drift: 'the measure has changed since',
	misattributed: 'attributed to the wrong cause',
	superseded: 'superseded since',
	unreviewed: 'not yet reviewed by a person'
};
