import { InvalidRequestError } from '../measure/request.ts';
import type { MissingEmbed } from '../view/embeds.ts';
import type { EmbedContent } from './embed-content.ts';
import { embedMessage, embedStyle } from './embed-page.ts';
import { embedFailure, FROZEN_CACHE_CONTROL } from './embed-response.ts';

/** What an embed's route asks for, and how it draws the answer. */
export interface EmbedQuestion<Parameters> {
	readonly slug: string;
	readonly query: URLSearchParams;
	readonly siteUrl: string;
	/** Reads the parameters. Throws InvalidRequestError. */
	parse(query: URLSearchParams): Parameters;
	/** What the embed says; with a verdict's id, what was shown by that verdict. */
	find(slug: string, verdict: string | null): Promise<EmbedContent | MissingEmbed>;
	draw(content: EmbedContent, parameters: Parameters): Promise<Response> | Response;
}

/** The answer of an embed's route; what cannot be drawn is said in a page that still says what it is. */
export async function embedAnswer<Parameters>(
	question: EmbedQuestion<Parameters>
): Promise<Response> {
	const { slug, query, siteUrl } = question;
	const failure = (status: 400 | 404, title: string, sentence: string) =>
		embedFailure(status, embedMessage(title, sentence, siteUrl), embedStyle('auto'));
	let parameters: Parameters;
	try {
		parameters = question.parse(query);
	} catch (error) {
		if (!(error instanceof InvalidRequestError)) throw error;
		return failure(400, 'This embed cannot be asked for that way', `${error.message}.`);
	}
	const verdict = query.get('verdict');
	const content = await question.find(slug, verdict);
	if (typeof content === 'string') return failure(404, ...missingWords(content, slug));
	const response = await question.draw(content, parameters);
	if (verdict !== null) response.headers.set('cache-control', FROZEN_CACHE_CONTROL);
	return response;
}

function missingWords(missing: MissingEmbed, slug: string): [title: string, sentence: string] {
	if (missing === 'claim')
		return [
			'There is no such claim here',
			`No claim is called “${slug}”, so there is nothing to show in this frame.`
		];
	const title = 'There is no such frozen embed';
	if (missing === 'verdict')
		return [
			title,
			`No finding on “${slug}” has the id that this frame asks for. Without “verdict” it shows what is found now.`
		];
	if (missing === 'at_publication')
		return [
			title,
			'That id is of the finding as of publication. Frozen embeds show what was found as of their own time.'
		];
	return [
		title,
		'That finding was saved before the points of its chart were kept. A chart of today’s data would not be what was shown, so none is drawn.'
	];
}
