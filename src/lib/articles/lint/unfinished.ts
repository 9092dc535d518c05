import { isLoose, nameOf, show, type Fault } from './fields.ts';

/** Begins every text of a draft that a person has to write. No article with one may be published. */
export const TO_WRITE = 'TODO(editor)';

/** Every field of an article that is still to be written, in the order of its fields. */
export function lintUnfinished(article: unknown): Fault[] {
	const faults: Fault[] = [];
	const name = nameOf(article);
	const visit = (value: unknown, at: string | null, field: string): void => {
		if (typeof value === 'string' && value.includes(TO_WRITE))
			faults.push({
				article: name,
				at,
				field,
				message: `is still to be written by an editor: ${show(value)}`
			});
		else if (Array.isArray(value))
			value.forEach((member: unknown, index) => {
				const own = at === null ? ownName(member) : null;
				if (own !== null) visit(member, own, '');
				else visit(member, at, `${field}[${index}]`);
			});
		else if (isLoose(value))
			for (const [key, member] of Object.entries(value))
				visit(member, at, field === '' ? key : `${field}.${key}`);
	};
	visit(article, null, '');
	return faults;
}

/** What a claim or statement goes by in a fault. */
function ownName(member: unknown): string | null {
	if (!isLoose(member)) return null;
	const own = member.slug ?? member.id;
	return typeof own === 'string' && own !== '' ? own : null;
}
