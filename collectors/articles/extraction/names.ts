/** A stretch of a text whose digits belong to a name, a version or an address: no figure stands there. */
export interface Span {
	readonly start: number;
	readonly end: number;
}

/** Words that may stand before a figure although they are written with a capital, because a sentence begins with them. */
const OPENERS =
	'a about above after all almost among an and any around at barely before below beneath between beyond but by close despite down during each even every exactly fewer for from here if in into it its just last less like more most nearly no nor of off on once one only or other over past per roughly since so some such than that the their then there these they this those through to under until up upon was were what when where while with within without';

const NAMES: readonly RegExp[] = [
	/https?:\/\/\S+/gu,
	/\b0x[0-9a-fA-F]+\b/gu,
	/\b(?:EIP|ERC|RIP|CVE|BIP|SLIP|ISO|RFC|CAIP|ZIP|NEP|SIP|AIP|COVID|GPT)[-\s–]?\d+(?:-\d+)*\b/gu,
	// Versions: v1, v1.16.7, version 3, 1.16.7
	/\bv\d+(?:\.\d+)*(?:-\w+)*\b/giu,
	/\bversions?\s\d+(?:\.\d+)*\b/giu,
	/(?<![\d.])\d+\.\d+\.\d+(?:\.\d+)*(?![\d.])/gu,
	/\b(?:Layer|layer|Phase|phase|Stage|stage|Tier|tier|Step|step|Part|part|Chapter|chapter|Level|level|Type|type|Round|Series|No\.|Figure|Table|Section|Page|Slot|Epoch|Block|block|batch|Batch)[-\s]?#?(?:\d[\d,]*|one|two|three)\b/gu,
	/\b24\/7\b/gu,
	/#\d+/gu,
	/(?<![\p{L}\p{N}])(?:one|zero)(?=[-\s](?:knowledge|day|stop|way|click|sided|size))/giu,
	/\d{1,2}:\d{2}(?::\d{2})?/gu,
	// A clock’s hour: 3 p.m., 9am
	/\b\d{1,2}\s?(?:a\.?m\.?|p\.?m\.?)(?![\p{L}])/giu
];

/** A name and its number: Devcon 7, ZKsync 2.0, Devconnect 2025. */
const NAME_AND_NUMBER =
	/(?<![\p{L}\p{N}$])(\p{Lu}[\p{L}’']*)\s(\d\.\d|\d{1,2}|(?:19|20)\d\d)(?![\p{L}\p{N}%×]|[.,]\d|[\s-]?(?:x|fold)\b)/gu;
const opener = new Set(OPENERS.split(' '));

/** Where a text’s digits are no figures. `takesUnit` says whether a unit follows a number that ends there. */
export function findNames(text: string, takesUnit: (end: number) => boolean): Span[] {
	const spans = NAMES.flatMap((pattern) =>
		[...text.matchAll(pattern)].map(({ index, 0: name }) => ({
			start: index,
			end: index + name.length
		}))
	);
	for (const match of text.matchAll(NAME_AND_NUMBER)) {
		const end = match.index + match[0].length;
		if (opener.has((match[1] ?? '').toLowerCase()) || takesUnit(end)) continue;
		spans.push({ start: match.index, end });
	}
	return spans;
}
