import type { ClaimKind, Contradiction, TextGap } from '../claims.ts';
import type { Finding, Flag } from '../findings.ts';

export interface ArticleRefJson {
	slug: string;
	title: string;
	publisher: string;
	published: string;
	url: string;
	demo: boolean;
}

/** An article as its page shows it: quotes only, never the whole text. */
export interface ArticleJson extends ArticleRefJson {
	byline: string | null;
	accessed: string;
	text_sha256: string | null;
	/** How many statements have each finding. */
	counts: Partial<Record<Finding, number>>;
	statements: {
		id: string;
		quote: string;
		claim: string;
		kind: ClaimKind;
		rated: boolean;
		finding: Finding;
		flags: Flag[];
		reason: string;
	}[];
	gaps: TextGap[];
	contradictions: Contradiction[];
}
