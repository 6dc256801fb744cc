/** What keeps us from starting, in words for whoever starts us; the command line prints it without a stack. */
export class StartError extends Error {}
