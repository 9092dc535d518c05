import { error } from '@sveltejs/kit';
import { InvalidRequestError } from '#lib/server/measure/request.ts';
import {
	parseEmbedChoices,
	USUAL_CHOICES,
	type EmbedChoices
} from '#lib/server/render/embed-choices.ts';
import { PLATFORM_LABELS, platformSnippet } from '#lib/server/render/platform-snippets.ts';
import { findClaim } from '#lib/server/view/claims.ts';
import { embedWarnings } from '#lib/server/view/embed-warnings.ts';
import { findEmbed, findVerdictToFreeze } from '#lib/server/view/embeds.ts';
import type { PageServerLoad } from './$types';

/** The builder of a claim's embed: choices in the address, and what to paste for them. */
export const load: PageServerLoad = async ({ locals, params: { slug }, url }) => {
	const choices = choicesOf(url);
	const { now } = await locals.dataState();
	const claim = await findClaim(locals.reader, slug, { now });
	if (!claim) error(404, `No claim is called "${slug}".`);
	const verdict = await findVerdictToFreeze(locals.reader, slug);
	if (choices.mode === 'frozen' && verdict === null)
		error(
			404,
			`No finding on "${slug}" has kept what a frozen embed is drawn from. A live one can be made.`
		);
	const content = await findEmbed(locals, slug, choices.mode === 'frozen' ? verdict : null);
	if (typeof content === 'string') throw new Error(`no embed of claim ${slug}: ${content}`);
	const { shown, code, sentence } = platformSnippet(content, choices);
	return {
		claim: { slug, quote: claim.quote, finding: claim.finding },
		choices: { ...choices, alt: choices.alt ?? content.sentence },
		usual: { ...USUAL_CHOICES, alt: content.sentence },
		platforms: PLATFORM_LABELS,
		freezable: verdict !== null,
		warnings: embedWarnings(claim, content),
		snippet: { code, sentence },
		preview: { ...shown, src: shown.src.slice(locals.siteUrl.length), asOf: content.asOf }
	};
};

function choicesOf(url: URL): EmbedChoices {
	try {
		return parseEmbedChoices(url.searchParams);
	} catch (fault) {
		if (fault instanceof InvalidRequestError) error(400, `${fault.message}.`);
		throw fault;
	}
}
