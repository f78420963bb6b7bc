/** What a page's address contains: anything at all, until it is parsed. */
export type WithSearch = { searchParams: Promise<Record<string, string | string[] | undefined>> };
export type WithId = { params: Promise<{ id: string }> };
