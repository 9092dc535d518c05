import { asSentence } from '#lib/domain/format/sentence.ts';

/** What an error page says: what failed, whose doing that is, and what can be done. */
export interface ErrorWords {
	readonly title: string;
	/** Short, for the browser’s tab. */
	readonly tab: string;
	readonly what: string;
	readonly todo: string;
	readonly links: readonly { readonly href: string; readonly label: string }[];
}

/** The words of an error page by its status; `message` is what was said of the error, `pathname` where it happened. */
export function errorWords(status: number, message: string, pathname: string): ErrorWords {
	if (status === 404)
		return {
			title: 'There is nothing at this address',
			tab: 'Not found',
			what:
				message === '' || message === 'Not Found'
					? `No claim, article or page is called ${pathname}.`
					: curly(message),
			...(pathname.startsWith('/chains/') ? NO_CHAIN : NO_PAGE)
		};
	if (status >= 400 && status < 500)
		return {
			title: 'This cannot be asked that way',
			tab: 'Cannot be asked',
			what: message === '' ? message : asSentence(curly(message)),
			todo: 'Nothing was guessed in its place. Change the address as the sentence above says, or',
			links: [{ href: pathname, label: 'see the page without it' }]
		};
	if (status === 503)
		return {
			title: 'The data cannot be read right now',
			tab: 'No data',
			what: `The site runs, and its database does not answer${message === '' ? '' : `: ${message}`}`,
			todo: 'No figure is shown in its place. Nothing is lost: load the page again in a minute; else look at',
			links: STATUS
		};
	return {
		title: 'The page could not be put together',
		tab: 'Error',
		what: 'The site met an error of its own, which is in its log. It says nothing of any chain or claim.',
		todo: 'Data is collected by another process and goes on. Load the page again in a minute; if it stays like this, look at',
		links: STATUS
	};
}

/** With the quotation marks of a text in print. */
function curly(text: string): string {
	return text.replace(/"([^"]*)"/g, '“$1”');
}

const NO_PAGE = {
	todo: 'A claim and an article keep their address for good, so it was probably mistyped or cut off.',
	links: [{ href: '/', label: 'The scoreboard lists all claims and articles' }]
};
const NO_CHAIN = {
	todo: 'A chain is called by the id that its nodes answer to eth_chainId.',
	links: [{ href: '/chains', label: 'The list has every chain that is read' }]
};
const STATUS = [{ href: '/api/v1/status', label: 'the status of what is collected' }];
