/** The widest line that the project’s formatter leaves alone, a tab counted as two. */
const WIDTH = 100;

/** A property whose value has comment lines before it in the file. */
export interface Commented {
	readonly comment: string;
	readonly value: unknown;
}

const isCommented = (value: unknown): value is Commented =>
	typeof value === 'object' && value !== null && 'comment' in value && 'value' in value;

/** Plain data as TypeScript source, laid out as the project’s formatter would. `depth`: tabs before its closing bracket. */
export function sourceText(value: unknown, depth = 0): string {
	const tabs = '\t'.repeat(depth + 1);
	if (typeof value === 'string') return quoted(value);
	if (typeof value !== 'object' || value === null) return String(value);
	if (Array.isArray(value)) {
		if (value.length === 0) return '[]';
		const members = value.map((member: unknown) =>
			isCommented(member)
				? `${tabs}// ${member.comment}\n${tabs}${sourceText(member.value, depth + 1)}`
				: tabs + sourceText(member, depth + 1)
		);
		return `[\n${members.join(',\n')}\n${'\t'.repeat(depth)}]`;
	}
	const entries = Object.entries(value).map(([key, member]: [string, unknown]) => {
		const text = sourceText(member, depth + 1);
		const fits = 2 * (depth + 1) + key.length + 2 + text.length + 1 <= WIDTH;
		return typeof member === 'string' && !fits
			? `${tabs}${key}:\n${tabs}\t${text}`
			: `${tabs}${key}: ${text}`;
	});
	return `{\n${entries.join(',\n')}\n${'\t'.repeat(depth)}}`;
}

/** A text between the quotation marks that need fewer escapes. */
function quoted(text: string): string {
	const count = (mark: string): number => text.split(mark).length - 1;
	const mark = count("'") > count('"') ? '"' : "'";
	const inner = JSON.stringify(text)
		.slice(1, -1)
		.replaceAll('\\"', '"')
		.replaceAll(mark, `\\${mark}`);
	return mark + inner + mark;
}
