/** One thing wrong in an article, and where. */
export interface Fault {
	/** Slug of the article, or what stands in its place. */
	readonly article: string;
	/** Slug of the claim or id of the statement, as far as it has one; null for the article itself. */
	readonly at: string | null;
	/** Path of the field below `at`: `rating.readings[0].window.days`. */
	readonly field: string;
	/** What is wrong, what it was and what it may be. */
	readonly message: string;
}

/** An object whose fields may hold anything. */
export type Loose = Readonly<Record<string, unknown>>;

/**
 * Reads fields of untrusted data. Each getter gives the value or undefined, and reports a fault in the
 * latter case, so that checks of several fields can be made only where all of them are there.
 */
export interface Fields {
	readonly of: Loose;
	/** Report a fault of a field. */
	fault(field: string, message: string): void;
	/** A text that is not blank. */
	text(field: string): string | undefined;
	/** A text or null. */
	textOrNull(field: string): string | null | undefined;
	number(field: string, check?: NumberCheck): number | undefined;
	oneOf<Word extends string>(field: string, words: readonly Word[]): Word | undefined;
	/** A calendar day, YYYY-MM-DD. */
	day(field: string): string | undefined;
	list(field: string): readonly unknown[] | undefined;
	/** The fields of an object in this one. */
	object(field: string): Fields | undefined;
	/** The fields of every object in a list; a member that is none is a fault. */
	objects(field: string): Fields[];
}

/** What a number must be beyond finite. */
export interface NumberCheck {
	readonly must: string;
	readonly test: (value: number) => boolean;
}

/** A fault as one field reports it, before it is known whose it is. */
export type Report = (field: string, message: string) => void;

/** The fields of an object; `path` is put before every field's name. */
export function fieldsOf(of: Loose, report: Report, path = ''): Fields {
	const fault: Report = (field, message) => report(path + field, message);
	const fields: Fields = {
		of,
		fault,
		text(field) {
			const value = of[field];
			if (typeof value === 'string' && value.trim() !== '') return value;
			fault(field, `must be a text, is ${show(value)}`);
			return undefined;
		},
		textOrNull: (field) => (of[field] === null ? null : fields.text(field)),
		number(field, check = { must: 'a number', test: () => true }) {
			const value = of[field];
			if (typeof value === 'number' && Number.isFinite(value) && check.test(value)) return value;
			fault(field, `must be ${check.must}, is ${show(value)}`);
			return undefined;
		},
		oneOf(field, words) {
			const value = of[field];
			const word = words.find((each) => each === value);
			if (word === undefined) fault(field, `must be one of ${words.join(', ')}; is ${show(value)}`);
			return word;
		},
		day(field) {
			const value = of[field];
			if (isDay(value)) return value;
			fault(field, `must be a day as YYYY-MM-DD, is ${show(value)}`);
			return undefined;
		},
		list(field) {
			const value = of[field];
			if (Array.isArray(value)) return value;
			fault(field, `must be a list, is ${show(value)}`);
			return undefined;
		},
		object(field) {
			const value = of[field];
			if (isLoose(value)) return fieldsOf(value, report, `${path}${field}.`);
			fault(field, `must be an object, is ${show(value)}`);
			return undefined;
		},
		objects(field) {
			return (fields.list(field) ?? []).flatMap((value, index) => {
				const place = `${field}[${index}]`;
				if (isLoose(value)) return [fieldsOf(value, report, `${path}${place}.`)];
				fault(place, `must be an object, is ${show(value)}`);
				return [];
			});
		}
	};
	return fields;
}

/** Whether it is an object with fields: no list, no null. */
export function isLoose(value: unknown): value is Loose {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What an article goes by in a fault. */
export function nameOf(article: unknown): string {
	const slug = isLoose(article) ? article.slug : undefined;
	return typeof slug === 'string' && slug !== '' ? slug : '(article without a slug)';
}

/** A value as a message shows it: short, and telling a text from a number. */
export function show(value: unknown): string {
	if (value === undefined) return 'missing';
	if (Array.isArray(value)) return `a list of ${value.length}`;
	if (isLoose(value)) return 'an object';
	const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
	return shown.length > 80 ? `${shown.slice(0, 77)}…` : shown;
}

function isDay(value: unknown): value is string {
	if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
	const time = Date.parse(`${value}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}
