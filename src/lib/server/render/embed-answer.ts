import { InvalidRequestError } from '../measure/request.ts';
import type { EmbedContent } from './embed-content.ts';
import { embedMessage, embedStyle } from './embed-page.ts';
import { embedFailure } from './embed-response.ts';

/** What an embed's route asks for, and how it draws the answer. */
export interface EmbedQuestion<Parameters> {
	readonly slug: string;
	readonly query: URLSearchParams;
	readonly siteUrl: string;
	/** Reads the parameters. Throws InvalidRequestError. */
	parse(query: URLSearchParams): Parameters;
	find(slug: string): Promise<EmbedContent | null>;
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
	const content = await question.find(slug);
	if (!content)
		return failure(
			404,
			'There is no such claim here',
			`No claim is called “${slug}”, so there is nothing to show in this frame.`
		);
	return question.draw(content, parameters);
}
